package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which land had one owner. Every territory has exactly one open period.
///
/// @param owner null while NEUTRAL
/// @param until null while it lasts
/// @param reference the claim or war that began it; null when none did
public record OwnershipPeriod(
        TerritoryId territory,
        @Nullable ClanId owner,
        Instant from,
        @Nullable Instant until,
        Reason reason,
        @Nullable UUID reference) {
    /// Why it began.
    public enum Reason {
        WORLD,
        CLAIM,
        WAR,
        DISBANDED,
        /// Its owner gave it back.
        ABANDONED
    }
}
