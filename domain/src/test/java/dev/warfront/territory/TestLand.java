package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Land and claims for tests; names only what matters.
public final class TestLand {
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    public static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    public static final TerritoryRules RULES = new TerritoryRules(
            new TerritoryRules.Ownership(3, 5, Duration.ofHours(24)),
            new TerritoryRules.ClaimTerms(Duration.ofMinutes(10), 3, 5_000));

    private TestLand() {}

    public static ClanId anyClan() {
        return new ClanId(UUID.randomUUID());
    }

    public static WarId anyWar() {
        return new WarId(UUID.randomUUID());
    }

    public static PlayerId anyPlayer() {
        return new PlayerId(UUID.randomUUID());
    }

    public static Territory neutral() {
        return land(TerritoryType.RESOURCE, new Location(0, 0, 0), null);
    }

    public static Territory owned(ClanId owner) {
        return land(TerritoryType.RESOURCE, new Location(0, 0, 0), owner);
    }

    public static Territory land(TerritoryType type, Location location, @Nullable ClanId owner) {
        return developed(type, location, owner, 1, Improvements.NONE);
    }

    public static Territory developed(
            TerritoryType type, Location location, @Nullable ClanId owner, int defense, Improvements improvements) {
        var id = UUID.randomUUID();
        return new Territory(
                new TerritoryId(id),
                new Territory.Place("Land " + id, type, "nowhere", location, 300),
                new Territory.Holding(
                        owner,
                        owner == null ? TerritoryState.NEUTRAL : TerritoryState.OWNED,
                        null,
                        null,
                        owner == null ? null : NOW,
                        null),
                new Territory.Defence(defense, improvements),
                new Territory.Stock("ORE", 1_001, 7_200, 100),
                18 * 60,
                true,
                1);
    }

    /// The next version, of an owner.
    public static Territory owned(Territory land, ClanId owner) {
        return land.claimedBy(owner, NOW);
    }

    /// The next version, named by a war.
    public static Territory locked(Territory land, WarId war) {
        return land.reservedFor(war);
    }

    public static Territory inactive(Territory land) {
        return new Territory(
                land.id(),
                land.place(),
                land.holding(),
                land.defence(),
                land.stock(),
                land.windowStart(),
                false,
                land.version());
    }

    public static Claim claim(TerritoryId territory, ClanId clan, Instant startedAt) {
        return new Claim(
                new Claim.Id(UUID.randomUUID()),
                territory,
                clan,
                anyPlayer(),
                5_000,
                startedAt,
                startedAt.plus(RULES.claim().duration()),
                Claim.Status.RUNNING);
    }

    public static AuthoredTerritory authored(String key, TerritoryType type, String... neighbours) {
        return new AuthoredTerritory(
                key,
                "Name of " + key,
                type,
                "nowhere",
                new Location(10, 20, 30),
                300,
                "ORE",
                100,
                1_080,
                Set.of(neighbours));
    }
}
