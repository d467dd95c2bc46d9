package dev.warfront.kernel.rsocket;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest steps of a stream, by their index. One thread writes, any thread reads; a step that was
/// overwritten is simply not there any more. Takes room as it is filled: most streams are short.
final class FrameRing {
    static final long NONE = -1;
    private static final int CAPACITY_MIN = 64;

    private final int capacity;
    private volatile AtomicReferenceArray<@Nullable Step> steps;
    /// Index of the first step there ever was; of the writer only.
    private long first = NONE;

    /// @param capacity steps kept
    FrameRing(int capacity) {
        this.capacity = capacity;
        steps = new AtomicReferenceArray<>(Math.min(capacity, CAPACITY_MIN));
    }

    /// Leads from the index before it to its own.
    record Step(long index, SharedFrame frame) {
        /// The number that a subscriber has before this step.
        private long from() {
            return frame.frame().prevSeq();
        }
    }

    void add(Step step) {
        first = first == NONE ? step.index() : first;
        if (step.index() - first >= steps.length() && steps.length() < capacity) {
            steps = grown(steps, step.index());
        }
        steps.set(slot(steps, step.index()), step);
    }

    private AtomicReferenceArray<@Nullable Step> grown(AtomicReferenceArray<@Nullable Step> full, long next) {
        var larger = new AtomicReferenceArray<@Nullable Step>(Math.min(capacity, 2 * full.length()));
        for (var index = next - full.length(); index < next; index++) {
            larger.set(slot(larger, index), full.get(slot(full, index)));
        }
        return larger;
    }

    /// Null when it is gone, or not yet there.
    @Nullable
    Step at(long index) {
        var present = steps;
        var step = index < 0 ? null : present.get(slot(present, index));
        return step != null && step.index() == index ? step : null;
    }

    /// The earliest index that a subscriber with that number may be at, from which all steps to the newest
    /// index are here; {@link #NONE} when there is none.
    ///
    /// @param sure whether it must be known to be the earliest, because not every change has a number
    /// of its own
    long indexOf(long epoch, long seq, long newest, boolean sure) {
        var found = NONE;
        for (var index = newest; ; index--) {
            var step = at(index);
            if (step == null || step.frame().frame().epoch() != epoch) {
                return sure ? NONE : found;
            }
            if (step.from() == seq) {
                found = index - 1;
            } else if (step.from() < seq) {
                return found;
            }
        }
    }

    private static int slot(AtomicReferenceArray<@Nullable Step> steps, long index) {
        return (int) (index % steps.length());
    }
}
