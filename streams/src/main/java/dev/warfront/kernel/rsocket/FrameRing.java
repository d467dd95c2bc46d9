package dev.warfront.kernel.rsocket;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest frames of a stream, by their index. One thread writes, any thread reads; a frame that was
/// overwritten is simply not there any more. Takes room as it is filled: most streams are short.
final class FrameRing {
    static final long NONE = -1;
    private static final int CAPACITY_MIN = 64;

    private final int capacity;
    private volatile AtomicReferenceArray<@Nullable IndexedFrame> frames;
    /// Index of the first frame there ever was; of the writer only.
    private long first = NONE;

    /// @param capacity frames kept
    FrameRing(int capacity) {
        this.capacity = capacity;
        frames = new AtomicReferenceArray<>(Math.min(capacity, CAPACITY_MIN));
    }

    /// Leads from the index before it to its own.
    record IndexedFrame(long index, SharedFrame frame) {
        /// The number that a subscriber has before this frame.
        private long from() {
            return frame.frame().prevSeq();
        }
    }

    void add(IndexedFrame entry) {
        first = first == NONE ? entry.index() : first;
        if (entry.index() - first >= frames.length() && frames.length() < capacity) {
            frames = grown(frames, entry.index());
        }
        frames.set(slot(frames, entry.index()), entry);
    }

    private AtomicReferenceArray<@Nullable IndexedFrame> grown(
            AtomicReferenceArray<@Nullable IndexedFrame> full, long next) {
        var larger = new AtomicReferenceArray<@Nullable IndexedFrame>(Math.min(capacity, 2 * full.length()));
        for (var index = next - full.length(); index < next; index++) {
            larger.set(slot(larger, index), full.get(slot(full, index)));
        }
        return larger;
    }

    /// Null when it is gone, or not yet there.
    @Nullable
    IndexedFrame at(long index) {
        var present = frames;
        var entry = index < 0 ? null : present.get(slot(present, index));
        return entry != null && entry.index() == index ? entry : null;
    }

    /// The earliest index that a subscriber with that number may be at, from which all frames to the newest
    /// index are here; {@link #NONE} when there is none.
    ///
    /// @param sure whether it must be known to be the earliest, because not every change has a number
    /// of its own
    long indexOf(long epoch, long seq, long newest, boolean sure) {
        var found = NONE;
        for (var index = newest; ; index--) {
            var entry = at(index);
            if (entry == null || entry.frame().frame().epoch() != epoch) {
                return sure ? NONE : found;
            }
            if (entry.from() == seq) {
                found = index - 1;
            } else if (entry.from() < seq) {
                return found;
            }
        }
    }

    private static int slot(AtomicReferenceArray<@Nullable IndexedFrame> frames, long index) {
        return (int) (index % frames.length());
    }
}
