package dev.warfront.outbox.postgres;

import java.util.Map;
import java.util.UUID;

/// A record that is published as it stands, without an envelope.
///
/// @param aggregateType with aggregateId what it is kept in order with, also with events of that aggregate
/// @param value UTF-8 text, at most 64 KB
public record UnwrappedRecord(
        String aggregateType, UUID aggregateId, String topic, String key, String value, Map<String, String> headers) {
    public UnwrappedRecord {
        headers = Map.copyOf(headers);
    }
}
