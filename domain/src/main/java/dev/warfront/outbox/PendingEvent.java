package dev.warfront.outbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A stored event that was not published yet.
///
/// @param position rises with time and, inside an aggregate, with seq
/// @param aggregateType together with aggregateId what events are kept in order of
/// @param seq 1 and up, without gaps in an aggregate
/// @param key of the record, chooses its partition
/// @param headers of the record, with event_type, schema_version and content-type
/// @param value of the record, UTF-8 text
/// @param shard 0..15
/// @param attempts how often the broker has refused it
/// @param createdAt when it was stored, by the database's clock
public record PendingEvent(
        long position,
        UUID eventId,
        String aggregateType,
        UUID aggregateId,
        long seq,
        String topic,
        String key,
        Map<String, String> headers,
        String value,
        int shard,
        int attempts,
        Instant createdAt) {
    public PendingEvent {
        headers = Map.copyOf(headers);
    }
}
