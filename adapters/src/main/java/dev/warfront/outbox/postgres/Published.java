package dev.warfront.outbox.postgres;

import java.util.UUID;

/// An event as its consumers will see it, without what the outbox adds: its id, number and times.
///
/// @param eventType dotted snake case, `war.phase_changed`
/// @param aggregateType with aggregateId what the event is numbered and ordered in
/// @param key of the record, chooses its partition; an id as lower-case text
/// @param payload a record of the context's own wire shapes
public record Published(
        String eventType,
        int schemaVersion,
        String aggregateType,
        UUID aggregateId,
        String topic,
        String key,
        Object payload) {}
