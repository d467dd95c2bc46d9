package dev.warfront.territory.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.territory.Claim;
import dev.warfront.territory.OwnershipPeriod;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.WorldMap;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A territory on the wire.
record TerritoryJson(
        UUID id,
        String name,
        @NameOf(TerritoryType.class) String type,
        String region,
        LocationJson location,
        double radiusM,
        @Nullable UUID ownerClanId,
        @NameOf(TerritoryState.class) String state,
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
    /// Where a territory lies, in metres.
    record LocationJson(double x, double y, double z) {}
    /// What was built on a territory, in levels.
    record ImprovementsJson(int walls, int towers, int traps, int production) {}

    static TerritoryJson of(Territory territory) {
        var location = territory.location();
        var improvements = territory.improvements();
        return new TerritoryJson(
                territory.id().value(),
                territory.name(),
                territory.type().name(),
                territory.region(),
                new LocationJson(location.x(), location.y(), location.z()),
                territory.place().radiusM(),
                territory.owner() == null ? null : territory.owner().value(),
                territory.state().name(),
                territory.defenseLevel(),
                territory.siegeDifficulty(),
                territory.stock().type(),
                territory.stock().amount(),
                territory.stock().capacity(),
                territory.stock().baseYield(),
                new ImprovementsJson(
                        improvements.walls(), improvements.towers(), improvements.traps(), improvements.production()),
                territory.windowStart(),
                territory.protectedUntil(),
                territory.lockedBy() == null ? null : territory.lockedBy().value(),
                territory.capturedAt(),
                territory.version());
    }

    /// A territory and how far it is from the point asked for.
    record NearbyTerritoryJson(@JsonUnwrapped TerritoryJson territory, double distanceM) {
        static NearbyTerritoryJson of(WorldMap.Nearby nearby) {
            return new NearbyTerritoryJson(TerritoryJson.of(nearby.territory()), nearby.distanceM());
        }
    }

    /// A period of ownership on the wire.
    record OwnershipPeriodJson(
            UUID territoryId,
            @Nullable UUID clanId,
            Instant fromAt,
            @Nullable Instant untilAt,
            @NameOf(OwnershipPeriod.Reason.class) String reason,
            @Nullable UUID reference) {
        static OwnershipPeriodJson of(OwnershipPeriod period) {
            return new OwnershipPeriodJson(
                    period.territory().value(),
                    period.owner() == null ? null : period.owner().value(),
                    period.from(),
                    period.until(),
                    period.reason().name(),
                    period.reference());
        }
    }

    /// A claim on the wire.
    record ClaimJson(
            UUID id, UUID territoryId, UUID clanId, long cost, Instant startedAt, Instant completesAt, @NameOf(Claim.Status.class) String status) {
        static ClaimJson of(Claim claim) {
            return new ClaimJson(
                    claim.id().value(),
                    claim.territory().value(),
                    claim.clan().value(),
                    claim.cost(),
                    claim.startedAt(),
                    claim.completesAt(),
                    claim.status().name());
        }
    }
}
