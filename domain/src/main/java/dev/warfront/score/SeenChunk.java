package dev.warfront.score;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Up to 4 096 decided events, packed: 25 bytes each.
final class SeenChunk {
    static final int CAPACITY = 4_096;
    static final int BYTES = CAPACITY * (SeenSlice.WORDS * Long.BYTES + 1);
    private static final List<ScoreCode> CODES = List.of(ScoreCode.values());
    private static final int CLOCK_AHEAD = 0x80;

    private final long[] words = new long[SeenSlice.WORDS * CAPACITY];
    private final byte[] results = new byte[CAPACITY];
    private Instant appendedFirst = Instant.MAX;
    private Instant appendedLast = Instant.MIN;

    void put(int position, SeenEvent event) {
        words[SeenSlice.WORDS * position] = event.eventId().getMostSignificantBits();
        words[SeenSlice.WORDS * position + 1] = event.eventId().getLeastSignificantBits();
        words[SeenSlice.WORDS * position + 2] = event.payloadHash();
        results[position] = result(event.first(), event.occurredAt().isAfter(event.appendedAt()));
        appended(event.appendedAt());
    }

    /// Some of the events of a slice, one behind the other.
    void put(int position, SeenSlice slice, int from, int count) {
        slice.copy(from, count, words, results, position);
        appended(slice.lastReceipt());
    }

    private void appended(Instant at) {
        if (at.isBefore(appendedFirst)) {
            appendedFirst = at;
        }
        if (at.isAfter(appendedLast)) {
            appendedLast = at;
        }
    }

    /// What an event came to, in a byte.
    static byte result(@Nullable ScoreCode first, boolean clockAhead) {
        var code = first == null ? 0 : CODES.indexOf(first) + 1;
        return (byte) (clockAhead ? code | CLOCK_AHEAD : code);
    }

    /// As {@link #result} has packed it.
    static DeduplicationWindow.Seen seen(long payloadHash, byte result) {
        var code = result & (CLOCK_AHEAD - 1);
        return new DeduplicationWindow.Seen(payloadHash, code == 0 ? null : CODES.get(code - 1));
    }

    /// As {@link #result} has packed it.
    static boolean clockAhead(byte result) {
        return (result & CLOCK_AHEAD) != 0;
    }

    boolean holds(int position, UUID id) {
        return words[SeenSlice.WORDS * position] == id.getMostSignificantBits()
                && words[SeenSlice.WORDS * position + 1] == id.getLeastSignificantBits();
    }

    UUID id(int position) {
        return new UUID(idMost(position), idLeast(position));
    }

    long idMost(int position) {
        return words[SeenSlice.WORDS * position];
    }

    long idLeast(int position) {
        return words[SeenSlice.WORDS * position + 1];
    }

    DeduplicationWindow.Seen seen(int position) {
        return seen(words[SeenSlice.WORDS * position + 2], results[position]);
    }

    /// Whether its sender dated the event after its receipt.
    boolean clockAhead(int position) {
        return clockAhead(results[position]);
    }

    /// When the log took the earliest of them.
    Instant appendedFirst() {
        return appendedFirst;
    }

    /// When the log took the latest of them.
    Instant appendedLast() {
        return appendedLast;
    }
}
