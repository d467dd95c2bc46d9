package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A piece of land as it stands.
///
/// @param radiusM its extent around the location, metres
/// @param owner the clan that owns it in the world; null exactly when NEUTRAL
/// @param defenseLevel 1..10
/// @param siegeDifficulty 1..10, equals {@link SiegeDifficulty}
/// @param baseYield units an hour
/// @param windowStart minute of the day (UTC) at which battles for it may start
/// @param protectedUntil no war may name it before this instant; null when it may
/// @param lockedBy the one war that names it; null when none
/// @param active inactive land cannot be contested or claimed
public record Territory(
        TerritoryId id,
        String name,
        TerritoryType type,
        String region,
        Location location,
        double radiusM,
        @Nullable ClanId owner,
        TerritoryState state,
        int defenseLevel,
        int siegeDifficulty,
        String resourceType,
        long resourceAmount,
        long resourceCapacity,
        int baseYield,
        Improvements improvements,
        int windowStart,
        @Nullable Instant protectedUntil,
        @Nullable WarId lockedBy,
        @Nullable Instant capturedAt,
        boolean active,
        long version) {}
