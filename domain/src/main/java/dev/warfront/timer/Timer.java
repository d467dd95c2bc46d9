package dev.warfront.timer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One durable alarm.
///
/// @param id deterministic where scheduling it twice must give one timer
/// @param ownerId whom it belongs to: a war, a claim
/// @param refId what else it speaks of, null when nothing
/// @param phaseEpoch the phase epoch it was set in; a handler ignores a timer of another epoch. Null outside wars
/// @param fireAt when it is due, by the database's clock
public record Timer(
        UUID id,
        TimerKind kind,
        UUID ownerId,
        @Nullable UUID refId,
        @Nullable Integer phaseEpoch,
        Instant fireAt) {}
