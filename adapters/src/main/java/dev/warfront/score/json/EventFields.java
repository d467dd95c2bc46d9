package dev.warfront.score.json;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The fields of one event as a decoder hands them over: strings, whole numbers, lists and nulls, and in CBOR
/// bytes. Whatever else a field holds is malformed.
record EventFields(Map<?, ?> values) {
    private static final int UUID_LENGTH = 36;
    private static final int UUID_BYTES = 16;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    @Nullable
    Object value(String name) {
        return values.get(name);
    }

    String text(String name) {
        return switch (values.get(name)) {
            case String text -> text;
            case null -> throw missing(name);
            default -> throw new Malformed(name + " is not a text");
        };
    }

    UUID id(String name) {
        var id = idOrNull(name);
        if (id == null) {
            throw missing(name);
        }
        return id;
    }

    @Nullable
    UUID idOrNull(String name) {
        var value = values.get(name);
        return value == null ? null : uuid(value, name);
    }

    @Nullable
    Long numberOrNull(String name) {
        return switch (values.get(name)) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            default -> throw new Malformed(name + " is not a whole number of 64 bits");
        };
    }

    long number(String name) {
        var number = numberOrNull(name);
        if (number == null) {
            throw missing(name);
        }
        return number;
    }

    /// In milliseconds; what is finer is cut off.
    Instant instant(String name) {
        try {
            var instant = Instant.parse(text(name)).truncatedTo(ChronoUnit.MILLIS);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new Malformed(name + " is out of this age");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new Malformed(name + " is not an instant");
        }
    }

    /// As text, or, as CBOR has it, in 16 bytes.
    static UUID uuid(@Nullable Object value, String name) {
        return switch (value) {
            case String text when text.length() == UUID_LENGTH -> parsed(text, name);
            case byte[] bytes when bytes.length == UUID_BYTES -> of(ByteBuffer.wrap(bytes));
            case null, default -> throw new Malformed(name + " is not an id");
        };
    }

    private static UUID parsed(String text, String name) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(name + " is not an id");
        }
    }

    private static UUID of(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    static Malformed missing(String name) {
        return new Malformed(name + " is missing");
    }

    /// Ends the reading of one event; never leaves this package. Without a stack trace: a flood of garbage
    /// must be cheap.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String detail;

        Malformed(String detail) {
            super(detail, null, false, false);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }
}
