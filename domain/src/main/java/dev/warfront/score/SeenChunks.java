package dev.warfront.score;

import java.util.ArrayList;
import java.util.List;

/// Decided events in the order of the log, in chunks. Each has a number, one more than the one before it.
/// They are added at the end or, while a partition is taken over, before the first. Not thread-safe.
final class SeenChunks {
    /// Number of the first event that is added at the end; with room for those that come before it.
    private static final long START = 1L << 40;

    private final List<SeenChunk> chunks = new ArrayList<>();
    private long first = START;
    private long next = START;

    /// Number of the first event.
    long first() {
        return first;
    }

    /// Number of the event that is added next.
    long next() {
        return next;
    }

    int size() {
        return (int) (next - first);
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /// Its number.
    long add(SeenEvent event) {
        if (position(next) == 0) {
            chunks.add(new SeenChunk());
        }
        chunk(next).put(position(next), event);
        return next++;
    }

    /// All of them before those that are here.
    void addBefore(SeenSlice slice) {
        for (var end = slice.size(); end > 0; ) {
            if (position(first) == 0) {
                chunks.addFirst(new SeenChunk());
            }
            var count = Math.min(end, position(first - 1) + 1);
            end -= count;
            first -= count;
            firstChunk().put(position(first), slice, end, count);
        }
    }

    /// With at least one event.
    SeenChunk firstChunk() {
        return chunks.getFirst();
    }

    /// With at least one event.
    SeenChunk lastChunk() {
        return chunks.getLast();
    }

    /// There must be one.
    void removeFirst() {
        first++;
        if (position(first) == 0 || first == next) {
            chunks.removeFirst();
        }
        if (chunks.isEmpty()) {
            first = START;
            next = START;
        }
    }

    /// The one that holds the event.
    SeenChunk chunk(long number) {
        return chunks.get((int) (number / SeenChunk.CAPACITY - first / SeenChunk.CAPACITY));
    }

    /// Where in its chunk the event is.
    static int position(long number) {
        return (int) (number % SeenChunk.CAPACITY);
    }

    /// Bytes taken, without object headers.
    long bytes() {
        return (long) chunks.size() * SeenChunk.BYTES;
    }
}
