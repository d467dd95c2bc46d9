package dev.warfront.score;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Up to 4 096 decided events, packed: 25 bytes each.
final class SeenChunk {
    static final int CAPACITY = 4_096;
    static final int BYTES = CAPACITY * (3 * Long.BYTES + 1);
    private static final List<ScoreCode> CODES = List.of(ScoreCode.values());
    private static final int CLOCK_AHEAD = 0x80;

    private final long[] words = new long[3 * CAPACITY];
    private final byte[] results = new byte[CAPACITY];
    private Instant appendedFirst = Instant.MAX;
    private Instant appendedLast = Instant.MIN;

    void put(int position, SeenEvent event) {
        words[3 * position] = event.eventId().getMostSignificantBits();
        words[3 * position + 1] = event.eventId().getLeastSignificantBits();
        words[3 * position + 2] = event.payloadHash();
        results[position] = result(event);
        if (event.appendedAt().isBefore(appendedFirst)) {
            appendedFirst = event.appendedAt();
        }
        if (event.appendedAt().isAfter(appendedLast)) {
            appendedLast = event.appendedAt();
        }
    }

    private static byte result(SeenEvent event) {
        var code = event.first() == null ? 0 : CODES.indexOf(event.first()) + 1;
        return (byte) (event.occurredAt().isAfter(event.appendedAt()) ? code | CLOCK_AHEAD : code);
    }

    boolean holds(int position, UUID id) {
        return words[3 * position] == id.getMostSignificantBits()
                && words[3 * position + 1] == id.getLeastSignificantBits();
    }

    UUID id(int position) {
        return new UUID(words[3 * position], words[3 * position + 1]);
    }

    DeduplicationWindow.Seen seen(int position) {
        var code = results[position] & (CLOCK_AHEAD - 1);
        return new DeduplicationWindow.Seen(words[3 * position + 2], code == 0 ? null : CODES.get(code - 1));
    }

    /// Whether its sender dated the event after its receipt.
    boolean clockAhead(int position) {
        return (results[position] & CLOCK_AHEAD) != 0;
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
