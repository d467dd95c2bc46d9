package dev.warfront.battle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Side;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.ScoreType;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryState;
import dev.warfront.war.War;
import dev.warfront.war.WarStage;
import dev.warfront.war.WarStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole wars through the real decisions of war, battle, territory, guild and score. Whatever happens and in whatever
/// order: no point and no credit comes out of nothing or is lost, and every war ends with the points of its ledger.
class WholeWarSimulationTest {
    private static final int STEPS = 4_000;
    private static final int CHECKED_EVERY = 25;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void pointsAndCreditsAreConserved(long seed) {
        var world = new WarSimulation(seed);

        for (var step = 0; step < STEPS; step++) {
            world.step();
            if (step % CHECKED_EVERY == 0) {
                holds(world);
            }
        }
        world.finish();
        holds(world);

        everythingIsOver(world);
        finalScoresAreThoseOfTheLedger(world);
        capturesAreScoredOnce(world);
        assertThatItWasAWar(world, seed);
    }

    private static void holds(WarSimulation world) {
        world.creditsAreConserved();
        world.pointsAreConserved();
        world.rostersHold();
        world.battlesBelongToActiveWars();
    }

    private static void everythingIsOver(WarSimulation world) {
        assertThat(world.stage.wars.all())
                .allSatisfy(war -> assertThat(war.status()).isEqualTo(WarStatus.ENDED));
        assertThat(world.stage.battles.all())
                .allSatisfy(battle -> assertThat(battle.status()).isEqualTo(BattleStatus.ENDED));
        assertThat(WarStage.await(world.stage.land.findAll(world.lands)).stream()
                        .map(Territory::state)
                        .distinct())
                .containsExactly(TerritoryState.OWNED);
    }

    private static void finalScoresAreThoseOfTheLedger(WarSimulation world) {
        for (var war : world.stage.wars.all()) {
            var result = ((War.Ended) war).result();
            var sums = WarStage.await(world.scores.verified(war.id()));
            assertThat(result.attackerScore()).isEqualTo(sums.of(Side.ATTACKER).points());
            assertThat(result.defenderScore()).isEqualTo(sums.of(Side.DEFENDER).points());
        }
    }

    /// A capture is one event, one row and one battle.
    private static void capturesAreScoredOnce(WarSimulation world) {
        for (var war : world.stage.wars.all()) {
            var points = world.stage.wars.log(war.id()).stream()
                    .filter(BattleEvent.TerritoryCaptured.class::isInstance)
                    .map(event -> ((BattleEvent.TerritoryCaptured) event).points());
            assertThat(world.scores.rows(war.id()).stream()
                            .filter(row -> row.type() == ScoreType.TERRITORY_CAPTURE)
                            .map(row -> row.points()))
                    .containsExactlyElementsOf(points.toList());
        }
        assertThat(world.scores.rowsOf(ScoreType.TERRITORY_CAPTURE)).isEqualTo(battles(world, true));
    }

    private static void assertThatItWasAWar(WarSimulation world, long seed) {
        System.out.printf(
                "seed %d: %d wars, %d battles, %d captures, %d events accepted, %d duplicates, %d rejected%n",
                seed,
                world.stage.wars.all().size(),
                world.stage.battles.all().size(),
                battles(world, true),
                world.scores.results(BatchDecision.Status.ACCEPTED),
                world.scores.results(BatchDecision.Status.DUPLICATE),
                world.scores.results(BatchDecision.Status.REJECTED));
        assertThat(world.stage.battles.all()).hasSizeGreaterThan(20);
        assertThat(battles(world, true)).isPositive();
        assertThat(battles(world, false)).isPositive();
        for (var type : ScoreType.values()) {
            assertThat(world.scores.rowsOf(type)).as(type.name()).isPositive();
        }
        world.turnover.assertThatItHappened();
        for (var status : BatchDecision.Status.values()) {
            assertThat(world.scores.results(status)).as(status.name()).isPositive();
        }
    }

    private static long battles(WarSimulation world, boolean captured) {
        return world.stage.battles.all().stream()
                .filter(battle -> ((Battle.Ended) battle).captured() == captured)
                .count();
    }
}
