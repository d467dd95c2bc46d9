package dev.warfront.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events of one log partition that may still be repeated, by id. At most 32 bytes an event: id and payload
/// hash in chunks of plain arrays in the order of the log, a byte for the first result, and an open-addressed
/// index of ints that is never filled below 0.62 nor above 0.75 once it has grown. What is no longer needed
/// goes chunk by chunk. Not thread-safe.
final class DeduplicationWindow {
    static final int CHUNK = 4_096;
    private static final double LOAD_MAX = 0.75;
    private static final double GROWTH = 1.2;
    private static final int SLOTS_MIN = 1_024;
    private static final int NUMBERS = Integer.MAX_VALUE;
    private static final List<ScoreCode> CODES = List.of(ScoreCode.values());

    private final Duration length;
    private final List<Chunk> chunks = new ArrayList<>();
    /// Number of the first event of the first chunk; events are numbered from 0 in the order they came.
    private long first;
    private long next;
    /// Number of an event modulo 2^31 - 1, plus 1; 0 is an empty slot. Events kept are fewer, so it is unique.
    private int[] index = new int[SLOTS_MIN];
    private @Nullable Instant floor;

    DeduplicationWindow(Duration length) {
        this.length = length;
    }

    /// What is known of the id; null when nothing is.
    @Nullable
    Seen find(UUID id) {
        for (var slot = home(id); index[slot] != 0; slot = after(slot)) {
            var number = numberAt(slot);
            if (chunk(number).holds(position(number), id)) {
                return chunk(number).seen(position(number));
            }
        }
        return null;
    }

    /// Keeps an event whose id is not there yet, and drops what cannot be repeated any more.
    void add(SeenEvent event) {
        dropBefore(event.appendedAt().minus(length));
        if (size() + 1 > index.length * LOAD_MAX) {
            grow();
        }
        if (next - first == (long) chunks.size() * CHUNK) {
            chunks.add(new Chunk());
        }
        var number = next++;
        chunk(number).put(position(number), event);
        enter(number);
    }

    int size() {
        return (int) (next - first);
    }

    /// Events that happened at or before this instant may be repeats of what was dropped for want of room; null
    /// while nothing was.
    @Nullable
    Instant floor() {
        return floor;
    }

    /// When the log took the earliest event kept; null when there is none.
    @Nullable
    Instant earliest() {
        return chunks.isEmpty() ? null : chunks.getFirst().appendedFirst;
    }

    /// Drops the earliest events for want of room. They show in the floor.
    void shorten() {
        if (chunks.isEmpty()) {
            return;
        }
        var until = chunks.getFirst().occurredLast;
        floor = floor == null || floor.isBefore(until) ? until : floor;
        dropFirst();
    }

    /// Bytes taken, without object headers.
    long bytes() {
        return (long) chunks.size() * Chunk.BYTES + 4L * index.length;
    }

    private void dropBefore(Instant instant) {
        while (!chunks.isEmpty() && chunks.getFirst().appendedLast.isBefore(instant)) {
            dropFirst();
        }
    }

    private void dropFirst() {
        var end = Math.min(next, first + CHUNK);
        for (var number = first; number < end; number++) {
            remove(number);
        }
        chunks.removeFirst();
        first = end;
        if (chunks.isEmpty()) {
            first = 0;
            next = 0;
        }
    }

    private void enter(long number) {
        var slot = home(chunk(number).id(position(number)));
        while (index[slot] != 0) {
            slot = after(slot);
        }
        index[slot] = mark(number);
    }

    /// Deletion by moving back what probed past the slot (Knuth, TAOCP 3, 6.4, algorithm R): no tombstones.
    private void remove(long number) {
        var slot = home(chunk(number).id(position(number)));
        while (index[slot] != mark(number)) {
            slot = after(slot);
        }
        var hole = slot;
        for (slot = after(slot); index[slot] != 0; slot = after(slot)) {
            var moved = numberAt(slot);
            var wanted = home(chunk(moved).id(position(moved)));
            if (mayMove(slot, wanted, hole)) {
                index[hole] = index[slot];
                hole = slot;
            }
        }
        index[hole] = 0;
    }

    /// Whether what stands in the slot and belongs home to `wanted` may move back into the hole.
    private static boolean mayMove(int slot, int wanted, int hole) {
        return hole <= slot ? (wanted <= hole || wanted > slot) : (wanted <= hole && wanted > slot);
    }

    private void grow() {
        index = new int[(int) (index.length * GROWTH) + 1];
        for (var number = first; number < next; number++) {
            enter(number);
        }
    }

    private int home(UUID id) {
        var z = (id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 32))
                * 0xbf58_476d_1ce4_e5b9L;
        return (int) ((((z ^ (z >>> 29)) & 0x7fff_ffffL) * index.length) >>> 31);
    }

    private int after(int slot) {
        return slot + 1 == index.length ? 0 : slot + 1;
    }

    private long numberAt(int slot) {
        var ahead = index[slot] - mark(first);
        return first + (ahead < 0 ? ahead + NUMBERS : ahead);
    }

    private static int mark(long number) {
        return (int) (number % NUMBERS) + 1;
    }

    private Chunk chunk(long number) {
        return chunks.get((int) ((number - first) / CHUNK));
    }

    private int position(long number) {
        return (int) ((number - first) % CHUNK);
    }

    /// What an event that was decided before came to.
    ///
    /// @param code why it was refused; null when it was accepted
    record Seen(long payloadHash, @Nullable ScoreCode code) {}

    private static final class Chunk {
        static final int BYTES = CHUNK * (3 * Long.BYTES + 1);

        private final long[] words = new long[3 * CHUNK];
        private final byte[] results = new byte[CHUNK];
        private Instant appendedFirst = Instant.MAX;
        private Instant appendedLast = Instant.MIN;
        private Instant occurredLast = Instant.MIN;

        void put(int position, SeenEvent event) {
            words[3 * position] = event.eventId().getMostSignificantBits();
            words[3 * position + 1] = event.eventId().getLeastSignificantBits();
            words[3 * position + 2] = event.payloadHash();
            results[position] = (byte) (event.first() == null ? 0 : CODES.indexOf(event.first()) + 1);
            if (event.appendedAt().isBefore(appendedFirst)) {
                appendedFirst = event.appendedAt();
            }
            if (event.appendedAt().isAfter(appendedLast)) {
                appendedLast = event.appendedAt();
            }
            if (event.occurredAt().isAfter(occurredLast)) {
                occurredLast = event.occurredAt();
            }
        }

        boolean holds(int position, UUID id) {
            return words[3 * position] == id.getMostSignificantBits()
                    && words[3 * position + 1] == id.getLeastSignificantBits();
        }

        UUID id(int position) {
            return new UUID(words[3 * position], words[3 * position + 1]);
        }

        Seen seen(int position) {
            var result = results[position];
            return new Seen(words[3 * position + 2], result == 0 ? null : CODES.get(result - 1));
        }
    }
}
