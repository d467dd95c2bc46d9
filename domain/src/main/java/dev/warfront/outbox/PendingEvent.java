package dev.warfront.outbox;

import java.time.Instant;
import java.util.UUID;

/// A stored event that was not published yet.
///
/// @param position rises with time and, inside an aggregate, with seq
/// @param aggregateType together with aggregateId what events are kept in order of
/// @param seq 1 and up, without gaps in an aggregate
/// @param shard 0..15
/// @param attempts how often it was refused
/// @param createdAt when it was stored, by the database's clock
public record PendingEvent(
        long position,
        UUID eventId,
        String aggregateType,
        UUID aggregateId,
        long seq,
        OutgoingRecord record,
        int shard,
        int attempts,
        Instant createdAt) {}
