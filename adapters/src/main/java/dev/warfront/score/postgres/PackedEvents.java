package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.score.ScoreCode;
import dev.warfront.score.SeenSlice;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Thousands of seen events in one row.
///
/// @param events as hexadecimal digits: of each its id, its payload hash, and in a byte what it came to
/// @param firstOffset the lowest of them
/// @param lastReceipt the latest of them
record PackedEvents(String events, long firstOffset, Instant lastReceipt) {
    /// Beside the number of its code, or none when it was accepted: its sender dated it after its receipt.
    static final int CLOCK_AHEAD = 0x80;

    private static final int WORD_DIGITS = 2 * Long.BYTES;
    private static final int EVENT_DIGITS = 3 * WORD_DIGITS + 2 * Byte.BYTES;
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
                required(row, "events", String.class),
                required(row, "first_offset", Long.class),
                required(row, "last_receipt", Instant.class));
    }

    /// By whose places, from 1, the codes are numbered.
    static String[] codes() {
        return CODES.stream().map(Enum::name).toArray(String[]::new);
    }

    /// Events.
    int size() {
        return events.length() / EVENT_DIGITS;
    }

    /// Its bytes, from which {@link #PackedEvents(Readable)} reads the digits.
    static byte[] pack(SeenSlice slice) {
        var bytes = ByteBuffer.allocate(slice.size() * EVENT_DIGITS / 2);
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
        return IntStream.range(0, size())
                .map(event -> result((event + 1) * EVENT_DIGITS) & (CLOCK_AHEAD - 1))
                .allMatch(number -> number <= CODES.size());
    }

    SeenSlice unpack() {
        var slice = new SeenSlice(size(), lastReceipt);
        unpackInto(slice);
        return slice;
    }

    void unpackInto(SeenSlice slice) {
        for (var at = 0; at < events.length(); at += EVENT_DIGITS) {
            var result = result(at + EVENT_DIGITS);
            slice.add(word(at), word(at + WORD_DIGITS), word(at + 2 * WORD_DIGITS), code(result), isAhead(result));
        }
    }

    /// The byte that ends there.
    private int result(int end) {
        return HexFormat.fromHexDigits(events, end - 2 * Byte.BYTES, end);
    }

    private long word(int at) {
        return HexFormat.fromHexDigitsToLong(events, at, at + WORD_DIGITS);
    }

    private static @Nullable ScoreCode code(int result) {
        var number = result & (CLOCK_AHEAD - 1);
        return number == 0 ? null : CODES.get(number - 1);
    }

    private static boolean isAhead(int result) {
        return (result & CLOCK_AHEAD) != 0;
    }
}
