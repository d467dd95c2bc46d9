package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.war.TestWars;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Battles for tests; names only what matters.
public final class TestBattles {
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    public static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private TestBattles() {}

    public static WarId anyWar() {
        return new WarId(UUID.randomUUID());
    }

    /// Fought by whichever server starts it.
    public static CreateBattle.Command command(PlayerId by, WarId war, TerritoryId land) {
        return new CreateBattle.Command(by, war, land, BattleTerms.Host.GAME_SERVER, null);
    }

    /// The rules of tests, with another patience for hosts that do not come.
    static BattleRules startingWithin(Duration startGrace) {
        var rules = TestWars.RULES.section(BattleRules.class);
        return new BattleRules(
                rules.maxPerWar(),
                rules.maxGlobal(),
                rules.resourceLength(),
                rules.strategicLength(),
                rules.capitalLength(),
                rules.resourceRadiusM(),
                rules.siegeRadiusM(),
                rules.resourceMaxPerSide(),
                rules.siegeMaxPerSide(),
                startGrace,
                rules.hostGrace());
    }

    /// Held by the defender.
    public static Battle.Created created(WarId war, TerritoryType type, Instant at, @Nullable UUID server) {
        var land = TestLand.land(type, new Location(12.5, -7.25, 30), null);
        var terms = BattleTerms.over(
                land, new BattleId(UUID.randomUUID()), war, TestWars.RULES.section(BattleRules.class), at);
        return new Battle.Created(terms, 1, Side.DEFENDER, server);
    }

    public static Battle.Active started(Battle battle, UUID server, Instant at) {
        return done(battle.start(
                server,
                TestWars.RULES
                        .section(BattleRules.class)
                        .lengthFor(battle.terms().land()),
                at));
    }

    public static Battle.Ended won(Battle.Active battle, Side side, Instant at) {
        var result = new BattleResult(side, BattleEndReason.ROUT);
        return done(battle.end(battle.server(), result, new BattleScores.Score(310, -5), at));
    }

    public static Battle.Ended aborted(Battle battle, Instant at) {
        return done(battle.abort(BattleScores.Score.NOTHING, at));
    }

    /// What was done; fails when it was refused.
    static <T> T done(Result<T, BattleRefusal> result) {
        return switch (result) {
            case Result.Done<T, BattleRefusal>(var value) -> value;
            case Result.Refused<T, BattleRefusal>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }
}
