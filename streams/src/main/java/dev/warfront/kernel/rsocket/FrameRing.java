package dev.warfront.kernel.rsocket;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest steps of a stream, by their place in it. One thread writes, any thread reads; a step that was
/// overwritten is simply not there any more. Takes room as it is filled: most streams are short.
final class FrameRing {
    static final long NOWHERE = -1;
    private static final int CAPACITY_MIN = 64;

    private final int capacity;
    private volatile AtomicReferenceArray<@Nullable Step> steps;
    /// Place of the first step there ever was; of the writer only.
    private long first = NOWHERE;

    /// @param capacity steps kept
    FrameRing(int capacity) {
        this.capacity = capacity;
        steps = new AtomicReferenceArray<>(Math.min(capacity, CAPACITY_MIN));
    }

    /// Leads from the place before to this one.
    record Step(long place, SharedFrame frame) {
        /// The number that a subscriber has before this step.
        private long from() {
            return frame.frame().prevSeq();
        }
    }

    void add(Step step) {
        first = first == NOWHERE ? step.place() : first;
        if (step.place() - first >= steps.length() && steps.length() < capacity) {
            steps = grown(steps, step.place());
        }
        steps.set(slot(steps, step.place()), step);
    }

    private AtomicReferenceArray<@Nullable Step> grown(AtomicReferenceArray<@Nullable Step> full, long next) {
        var larger = new AtomicReferenceArray<@Nullable Step>(Math.min(capacity, 2 * full.length()));
        for (var place = next - full.length(); place < next; place++) {
            larger.set(slot(larger, place), full.get(slot(full, place)));
        }
        return larger;
    }

    /// Null when it is gone, or not yet there.
    @Nullable
    Step at(long place) {
        var present = steps;
        var step = place < 0 ? null : present.get(slot(present, place));
        return step != null && step.place() == place ? step : null;
    }

    /// The earliest place at which a subscriber with that number may stand, from which all steps to the newest
    /// place are here; {@link #NOWHERE} when there is none.
    ///
    /// @param sure whether a place must be known to be the earliest, because not every change has a number of its
    /// own
    long placeOf(long epoch, long seq, long newest, boolean sure) {
        var found = NOWHERE;
        for (var place = newest; ; place--) {
            var step = at(place);
            if (step == null || step.frame().frame().epoch() != epoch) {
                return sure ? NOWHERE : found;
            }
            if (step.from() == seq) {
                found = place - 1;
            } else if (step.from() < seq) {
                return found;
            }
        }
    }

    private static int slot(AtomicReferenceArray<@Nullable Step> steps, long place) {
        return (int) (place % steps.length());
    }
}
