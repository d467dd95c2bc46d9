package dev.warfront.outbox.postgres;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What surrounds every published event. Source: docs/rules, events.
///
/// @param seq 1 and up, gap-free in the aggregate
/// @param producedAt when it was stored
record Envelope(
        UUID eventId,
        String eventType,
        int schemaVersion,
        UUID aggregateId,
        long seq,
        Instant occurredAt,
        Instant producedAt,
        @Nullable String correlationId,
        @Nullable String causationId,
        Object payload) {}
