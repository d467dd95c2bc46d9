package dev.warfront.kernel.rsocket;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest steps of a stream, by their place in it. One thread writes, any thread reads; a step that was
/// overwritten is simply not there any more.
final class FrameRing {
    static final long NOWHERE = -1;

    private final AtomicReferenceArray<@Nullable Step> steps;

    FrameRing(int capacity) {
        steps = new AtomicReferenceArray<>(capacity);
    }

    /// Leads from the place before to this one.
    record Step(long place, SharedFrame frame) {
        /// The number that a subscriber has before this step.
        private long from() {
            return frame.frame().prevSeq();
        }
    }

    void add(Step step) {
        steps.set(slot(step.place()), step);
    }

    /// Null when it is gone, or not yet there.
    @Nullable
    Step at(long place) {
        var step = place < 0 ? null : steps.get(slot(place));
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

    private int slot(long place) {
        return (int) (place % steps.length());
    }
}
