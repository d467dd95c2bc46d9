package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.score.ScoreCode;
import dev.warfront.score.SeenSlice;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thousands of seen events in one row.
///
/// @param events of each its id, its payload hash, and in a byte what it came to
/// @param firstOffset the lowest of them
/// @param lastReceipt the latest of them
record PackedEvents(ByteBuffer events, long firstOffset, Instant lastReceipt) {
    /// Beside the number of its code, or none when it was accepted: its sender dated it after its receipt.
    static final int CLOCK_AHEAD = 0x80;

    private static final int EVENT_BYTES = 3 * Long.BYTES + Byte.BYTES;
    /// Numbered by their places, from 1, which stand in kept stretches: a new one comes behind the last, and none goes.
    private static final List<ScoreCode> CODES = List.of(
            ScoreCode.SCORE_WAR_NOT_ACTIVE,
            ScoreCode.SCORE_CLOCK_SKEW,
            ScoreCode.SCORE_TOO_OLD,
            ScoreCode.SCORE_LATE,
            ScoreCode.SCORE_BATTLE_ENDED,
            ScoreCode.SCORE_NOT_PARTICIPANT,
            ScoreCode.SCORE_NOT_ELIGIBLE,
            ScoreCode.SCORE_SIDE_LOCKED,
            ScoreCode.SCORE_SAME_SIDE);

    PackedEvents(Readable row) {
        this(
                ByteBuffer.wrap(required(row, "events", byte[].class)),
                required(row, "first_offset", Long.class),
                required(row, "last_receipt", Instant.class));
    }

    /// By whose places, from 1, the codes are numbered.
    static String[] codes() {
        return CODES.stream().map(Enum::name).toArray(String[]::new);
    }

    /// Events.
    int size() {
        return events.limit() / EVENT_BYTES;
    }

    /// Its bytes, as {@link #PackedEvents(Readable)} reads them.
    static byte[] pack(SeenSlice slice) {
        var bytes = ByteBuffer.allocate(slice.size() * EVENT_BYTES);
        for (var i = 0; i < slice.size(); i++) {
            var id = slice.eventId(i);
            bytes.putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .putLong(slice.payloadHash(i))
                    .put(result(slice.first(i), slice.clockAhead(i)));
        }
        return bytes.array();
    }

    private static byte result(@Nullable ScoreCode code, boolean isAhead) {
        var number = code == null ? 0 : CODES.indexOf(code) + 1;
        return (byte) (isAhead ? number | CLOCK_AHEAD : number);
    }

    /// Whether this version knows all that its events came to: a later one may know more.
    boolean isReadable() {
        for (var end = EVENT_BYTES; end <= events.limit(); end += EVENT_BYTES) {
            if (number(events.get(end - 1)) > CODES.size()) {
                return false;
            }
        }
        return true;
    }

    SeenSlice unpack() {
        var slice = new SeenSlice(size(), lastReceipt);
        unpackInto(slice);
        return slice;
    }

    void unpackInto(SeenSlice slice) {
        var bytes = events.duplicate();
        while (bytes.hasRemaining()) {
            var idMost = bytes.getLong();
            var idLeast = bytes.getLong();
            var payloadHash = bytes.getLong();
            var result = bytes.get();
            slice.add(idMost, idLeast, payloadHash, code(result), isAhead(result));
        }
    }

    private static int number(byte result) {
        return result & (CLOCK_AHEAD - 1);
    }

    private static @Nullable ScoreCode code(byte result) {
        var number = number(result);
        return number == 0 ? null : CODES.get(number - 1);
    }

    private static boolean isAhead(byte result) {
        return (result & CLOCK_AHEAD) != 0;
    }
}
