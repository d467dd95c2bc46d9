package dev.warfront.kernel.json;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// The fields of one section of a stored document. Each is read with the value that stands for a missing one.
public record StoredFields(JsonNode section) {
    public static StoredFields of(JsonNode document, String section) {
        return new StoredFields(document.path(section));
    }

    public int integer(String field, int missing) {
        return section.path(field).asInt(missing);
    }

    public long number(String field, long missing) {
        return section.path(field).asLong(missing);
    }

    public double decimal(String field, double missing) {
        return section.path(field).asDouble(missing);
    }

    public boolean flag(String field, boolean missing) {
        return section.path(field).asBoolean(missing);
    }

    public Duration duration(String field, Duration missing) {
        var stored = section.path(field);
        return stored.isString() ? Duration.parse(stored.asString()) : missing;
    }
}
