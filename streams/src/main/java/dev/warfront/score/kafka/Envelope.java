package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.KafkaRecord;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The envelope of the events that have no outbox row.
///
/// @param seq of the aggregate, where the event has one; else 0
record Envelope(
        UUID eventId,
        String eventType,
        int schemaVersion,
        UUID aggregateId,
        long seq,
        Instant occurredAt,
        Instant producedAt,
        @Nullable String correlationId,
        @Nullable UUID causationId,
        Object payload) {
    Envelope(
            UUID eventId,
            String eventType,
            UUID aggregateId,
            long seq,
            Instant occurredAt,
            Instant producedAt,
            Object payload) {
        this(eventId, eventType, 1, aggregateId, seq, occurredAt, producedAt, null, null, payload);
    }

    static KafkaRecord record(JsonMapper json, Envelope envelope, String topic) {
        return KafkaRecord.of(
                topic,
                envelope.aggregateId().toString(),
                json.writeValueAsBytes(envelope),
                Map.of(
                        "event_type", envelope.eventType(),
                        "schema_version", Integer.toString(envelope.schemaVersion()),
                        "content-type", "application/json"));
    }
}
