package dev.warfront.timer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One durable alarm.
///
/// @param id deterministic where scheduling it twice must give one timer
/// @param ownerId whom it belongs to: a war, a claim
/// @param refId what else it speaks of, null when nothing
/// @param fence the owner's epoch it was set in: once the owner has moved on the timer is void. Null where it never is
/// @param fireAt when it is due, by the database's clock
public record Timer(
        UUID id,
        TimerKind kind,
        UUID ownerId,
        @Nullable UUID refId,
        @Nullable Long fence,
        Instant fireAt) {

    /// Whether it was set in this epoch of its owner.
    public boolean isOf(long epoch) {
        return fence != null && fence == epoch;
    }
}
