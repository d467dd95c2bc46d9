package dev.warfront.territory.http;

import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A territory on the wire.
record TerritoryJson(
        UUID id,
        String name,
        TerritoryType type,
        String region,
        LocationJson location,
        double radiusM,
        @Nullable UUID ownerClanId,
        TerritoryState state,
        int defenseLevel,
        int siegeDifficulty,
        String resourceType,
        long resourceAmount,
        long resourceCapacity,
        int baseYield,
        ImprovementsJson improvements,
        int windowStart,
        @Nullable Instant protectedUntil,
        @Nullable UUID lockedByWarId,
        @Nullable Instant capturedAt,
        long version) {
    record LocationJson(double x, double y, double z) {}

    record ImprovementsJson(int walls, int towers, int traps, int production) {}

    static TerritoryJson of(Territory territory) {
        var location = territory.location();
        var improvements = territory.improvements();
        return new TerritoryJson(
                territory.id().value(),
                territory.name(),
                territory.type(),
                territory.region(),
                new LocationJson(location.x(), location.y(), location.z()),
                territory.radiusM(),
                territory.owner() == null ? null : territory.owner().value(),
                territory.state(),
                territory.defenseLevel(),
                territory.siegeDifficulty(),
                territory.resourceType(),
                territory.resourceAmount(),
                territory.resourceCapacity(),
                territory.baseYield(),
                new ImprovementsJson(
                        improvements.walls(), improvements.towers(), improvements.traps(), improvements.production()),
                territory.windowStart(),
                territory.protectedUntil(),
                territory.lockedBy() == null ? null : territory.lockedBy().value(),
                territory.capturedAt(),
                territory.version());
    }
}
