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
/// @param capturedAt since when the owner has it; null when NEUTRAL
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
        long version) {

    /// Whether a war may name it: owned, active, and named by no other war. Land it names already it may name again.
    public boolean isLockableBy(WarId war) {
        return war.equals(lockedBy) || (active && lockedBy == null && state == TerritoryState.OWNED);
    }

    Territory claimedBy(ClanId clan, Instant at) {
        return ownedBy(clan, at);
    }

    Territory vacated() {
        return ownedBy(null, null);
    }

    Territory lockedBy(WarId war) {
        return in(TerritoryState.LOCKED, war);
    }

    Territory contested() {
        return in(TerritoryState.CONTESTED, lockedBy);
    }

    Territory released() {
        return in(owner == null ? TerritoryState.NEUTRAL : TerritoryState.OWNED, null);
    }

    /// What a lost war leaves: half of the stock and of the improvements, no defence. The war keeps it locked to its
    /// end.
    Territory conqueredBy(ClanId clan, Instant at, Instant safeUntil) {
        var ruins = improvements.halved();
        return new Territory(
                id,
                name,
                type,
                region,
                location,
                radiusM,
                clan,
                state,
                1,
                SiegeDifficulty.of(type, 1, ruins),
                resourceType,
                resourceAmount / 2,
                resourceCapacity,
                baseYield,
                ruins,
                windowStart,
                safeUntil,
                lockedBy,
                at,
                active,
                version + 1);
    }

    private Territory ownedBy(@Nullable ClanId clan, @Nullable Instant since) {
        return with(clan, clan == null ? TerritoryState.NEUTRAL : TerritoryState.OWNED, lockedBy, since);
    }

    private Territory in(TerritoryState next, @Nullable WarId war) {
        return with(owner, next, war, capturedAt);
    }

    private Territory with(@Nullable ClanId clan, TerritoryState next, @Nullable WarId war, @Nullable Instant since) {
        return new Territory(
                id,
                name,
                type,
                region,
                location,
                radiusM,
                clan,
                next,
                defenseLevel,
                siegeDifficulty,
                resourceType,
                resourceAmount,
                resourceCapacity,
                baseYield,
                improvements,
                windowStart,
                protectedUntil,
                war,
                since,
                active,
                version + 1);
    }
}
