package dev.warfront.kernel;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What surrounds every published event. The names of these components are those of the wire, in snake case; a
/// golden file of each room that writes envelopes holds them. Source: docs/events.md.
///
/// @param eventId the same however often it is published
/// @param seq 1 and up, gap-free in the aggregate; 0 for events that have no number
/// @param occurredAt when it happened
/// @param producedAt when it was stored or, for what is only published, published
/// @param correlationId of the request at the beginning of it all; null where that is not known
/// @param causationId the timer that led to it; null where the request itself did
/// @param payload a record of the context's own wire shapes
public record EventEnvelope(
        UUID eventId,
        String eventType,
        int schemaVersion,
        UUID aggregateId,
        long seq,
        Instant occurredAt,
        Instant producedAt,
        @Nullable String correlationId,
        @Nullable String causationId,
        Object payload) {
    /// The headers of the record that carries it.
    ///
    /// @param contentType of the record's value
    public Map<String, String> headers(String contentType) {
        return Map.of(
                "event_type", eventType,
                "schema_version", Integer.toString(schemaVersion),
                "content-type", contentType);
    }
}
