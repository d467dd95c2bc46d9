package dev.warfront.score.json;

import dev.warfront.kernel.WarId;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The fields of one event as they were decoded: texts, whole numbers, lists and nothing, in CBOR bytes, and ids and
/// instants that were read already. Whatever else a field holds is malformed.
record EventFields(Map<EventField, @Nullable Object> values) {
    /// More names than any event may have; a longer list is not even looked at.
    static final int PLAYERS_READ_MAX = 1_000;

    private static final int UUID_BYTES = 16;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /// As a decoder of JSON or CBOR hands it over.
    ///
    /// @param war that is meant where none is named; null when one has to be
    static EventFields of(Map<?, ?> decoded, @Nullable WarId war) {
        var values = new EnumMap<EventField, @Nullable Object>(EventField.class);
        for (var field : EventField.values()) {
            values.put(field, decoded.get(field.wireName()));
        }
        if (war != null) {
            values.putIfAbsent(EventField.WAR_ID, war.value());
        }
        return new EventFields(values);
    }

    @Nullable
    Object value(EventField field) {
        return values.get(field);
    }

    String text(EventField field) {
        return switch (values.get(field)) {
            case String text -> text;
            case null -> throw missing(field);
            default -> throw malformed(field, "is not a text");
        };
    }

    UUID id(EventField field) {
        var id = idOrNull(field);
        if (id == null) {
            throw missing(field);
        }
        return id;
    }

    @Nullable
    UUID idOrNull(EventField field) {
        var value = values.get(field);
        return value == null ? null : uuid(value, field);
    }

    @Nullable
    Long numberOrNull(EventField field) {
        return switch (values.get(field)) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            default -> throw malformed(field, "is not a whole number of 64 bits");
        };
    }

    long number(EventField field) {
        var number = numberOrNull(field);
        if (number == null) {
            throw missing(field);
        }
        return number;
    }

    /// In milliseconds; what is finer is cut off.
    Instant instant(EventField field) {
        var instant = values.get(field) instanceof Instant read ? read : parsed(field);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw malformed(field, "is out of this age");
        }
        return instant;
    }

    private Instant parsed(EventField field) {
        try {
            return Instant.parse(text(field)).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw malformed(field, "is not an instant");
        }
    }

    /// The ids in the field; null when there is none.
    @Nullable
    List<UUID> idsOrNull(EventField field) {
        return switch (values.get(field)) {
            case List<?> each
            when each.size() <= PLAYERS_READ_MAX ->
                each.stream().map(id -> uuid(id, field)).toList();
            case null -> null;
            default -> throw malformed(field, "is not a list of ids");
        };
    }

    /// As text, or, as CBOR has it, in 16 bytes.
    private static UUID uuid(@Nullable Object value, EventField field) {
        return switch (value) {
            case UUID id -> id;
            case String text when text.length() == FixedForms.UUID_LENGTH -> parsed(text, field);
            case byte[] bytes when bytes.length == UUID_BYTES -> of(ByteBuffer.wrap(bytes));
            case null, default -> throw malformed(field, "is not an id");
        };
    }

    private static UUID parsed(String text, EventField field) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw malformed(field, "is not an id");
        }
    }

    private static UUID of(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    static Malformed missing(EventField field) {
        return malformed(field, "is missing");
    }

    static Malformed malformed(EventField field, String what) {
        return new Malformed(field, field.wireName() + " " + what);
    }

    /// Ends the reading of one event; never leaves this package. Without a stack trace: a flood of garbage
    /// must be cheap.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final EventField field;
        private final String detail;

        Malformed(EventField field, String detail) {
            super(detail, null, false, false);
            this.field = field;
            this.detail = detail;
        }

        EventField field() {
            return field;
        }

        String detail() {
            return detail;
        }
    }
}
