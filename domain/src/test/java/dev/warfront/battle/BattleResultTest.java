package dev.warfront.battle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Improvements;
import dev.warfront.territory.Location;
import dev.warfront.territory.SiegeDifficulty;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.LandKind;
import dev.warfront.war.TestWars;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How battles may end, and what a capture is worth.
class BattleResultTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(15);
    private static final UUID SERVER = new UUID(8, 8);
    private static final BattleScores.Score SCORE = new BattleScores.Score(30, 20);

    /// The defender holds, so the attacker assaults.
    @ParameterizedTest
    @CsvSource({
        "RESOURCE, DECISIVE, ATTACKER, true",
        "RESOURCE, DECISIVE, DEFENDER, false",
        "RESOURCE, DECISIVE, , false",
        "RESOURCE, THRESHOLD, DEFENDER, true",
        "RESOURCE, THRESHOLD, , false",
        "CAPITAL, THRESHOLD, ATTACKER, false",
        "RESOURCE, TIME_OVER, ATTACKER, true",
        "STRATEGIC, TIME_OVER, ATTACKER, false",
        "STRATEGIC, TIME_OVER, DEFENDER, true",
        "RESOURCE, TIME_OVER, , false",
        "CAPITAL, ROUT, ATTACKER, true",
        "CAPITAL, ROUT, , false",
        "RESOURCE, WALKOVER, DEFENDER, true",
        "RESOURCE, NO_SHOW, , true",
        "RESOURCE, NO_SHOW, ATTACKER, false",
        "RESOURCE, ABORTED, , true",
        "RESOURCE, ABORTED, DEFENDER, false",
        "RESOURCE, CANCELLED, , false"
    })
    void reasonsAndWinnersMustFit(
            TerritoryType land, BattleEndReason reason, @Nullable Side winner, boolean plausible) {
        assertThat(new BattleResult(winner, reason).objection(active(land)).isEmpty())
                .isEqualTo(plausible);
    }

    @ParameterizedTest
    @CsvSource({"RESOURCE, TERRITORY_BATTLE, 15", "STRATEGIC, SIEGE, 45", "CAPITAL, SIEGE, 60"})
    void theLandSaysWhatIsFoughtAndHowLong(TerritoryType land, BattleType type, int minutes) {
        var battle = active(land);

        assertThat(battle.terms().type()).isEqualTo(type);
        assertThat(Duration.between(battle.startedAt(), battle.endsAt())).hasMinutes(minutes);
    }

    @ParameterizedTest
    @CsvSource({"RESOURCE, 1, 200", "STRATEGIC, 1, 480", "STRATEGIC, 5, 520", "CAPITAL, 1, 1120", "CAPITAL, 10, 1360"})
    void captures_areWorthTheirWeightAndDifficulty(TerritoryType land, int level, long points) {
        var difficulty = SiegeDifficulty.of(land, level, Improvements.NONE);

        assertThat(TestWars.RULES.section(CaptureRules.class).pointsFor(land.weight(), difficulty))
                .isEqualTo(points);
    }

    @Test
    void aCaptureHalvesTheDefenceWithinTheWar() {
        var leads = TestWars.anyLeads();
        var land = new ContestedLand(
                TestWars.anyTerritory(),
                LandKind.TARGET,
                leads.defender(),
                leads.defender(),
                Side.DEFENDER,
                null,
                null,
                5,
                0,
                1);

        var captured = land.capturedBy(Side.ATTACKER, leads.attacker(), NOW);
        var lost = captured.capturedBy(Side.DEFENDER, leads.defender(), NOW.plusSeconds(1))
                .capturedBy(Side.ATTACKER, leads.attacker(), NOW.plusSeconds(2));

        assertThat(captured.defenseLevel()).isEqualTo(2);
        assertThat(lost.defenseLevel()).isEqualTo(1);
        assertThat(lost.captureCount()).isEqualTo(3);
        assertThat(lost.initialOwner()).isEqualTo(leads.defender());
    }

    @Test
    void aCaptureLocksTheLand() {
        var leads = TestWars.anyLeads();
        var land = new ContestedLand(
                TestWars.anyTerritory(),
                LandKind.TARGET,
                leads.defender(),
                leads.defender(),
                Side.DEFENDER,
                null,
                null,
                1,
                0,
                1);

        var captured = land.capturedBy(Side.ATTACKER, leads.attacker(), NOW)
                .lockedFor(TestWars.RULES.section(CaptureRules.class).lock());

        assertThat(land.lockedUntil()).isNull();
        assertThat(captured.lockedUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void theSameCapture_isTheSameEvent() {
        var war = new WarId(UUID.randomUUID());
        var land = new TerritoryId(UUID.randomUUID());

        assertThat(CaptureScoreEvent.idOf(war, land, 1)).isEqualTo(CaptureScoreEvent.idOf(war, land, 1));
        assertThat(CaptureScoreEvent.idOf(war, land, 1)).isNotEqualTo(CaptureScoreEvent.idOf(war, land, 2));
    }

    @Test
    void whoWins_holdsTheLandFromThenOn() {
        var battle = active(TerritoryType.RESOURCE);

        assertThat(battle.assaulting()).isEqualTo(Side.ATTACKER);
        assertThat(battle.end(SERVER, new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE), SCORE, NOW))
                .isInstanceOfSatisfying(
                        Result.Done.class,
                        done -> assertThat(done.value()).isInstanceOfSatisfying(Battle.Ended.class, ended -> {
                            assertThat(ended.holder()).isEqualTo(Side.ATTACKER);
                            assertThat(ended.captured()).isTrue();
                            assertThat(ended.score()).isEqualTo(SCORE);
                        }));
        assertThat(battle.abort(SCORE, NOW))
                .isInstanceOfSatisfying(
                        Result.Done.class,
                        done -> assertThat(done.value()).isInstanceOfSatisfying(Battle.Ended.class, ended -> {
                            assertThat(ended.holder()).isEqualTo(Side.DEFENDER);
                            assertThat(ended.reason()).isEqualTo(BattleEndReason.ABORTED);
                            assertThat(ended.captured()).isFalse();
                        }));
    }

    @Test
    void anAbortedBattleEndsNoEarlierThanItBegan_andBeforeTheStartItIsCancelled() {
        assertThat(active(TerritoryType.RESOURCE).abort(SCORE, NOW.minusSeconds(5)))
                .isInstanceOfSatisfying(
                        Result.Done.class,
                        done -> assertThat(((Battle.Ended) done.value()).endedAt())
                                .isEqualTo(NOW));
        assertThat(created(TerritoryType.RESOURCE, null).abort(SCORE, NOW.minusSeconds(5)))
                .isInstanceOfSatisfying(Result.Done.class, done -> {
                    var ended = (Battle.Ended) done.value();
                    assertThat(ended.endedAt()).isEqualTo(NOW);
                    assertThat(ended.reason()).isEqualTo(BattleEndReason.CANCELLED);
                    assertThat(ended.score()).isEqualTo(BattleScores.Score.NOTHING);
                });
    }

    @Test
    void onlyTheNamedServerStarts_elseTheFirst() {
        var other = UUID.randomUUID();
        var named = created(TerritoryType.RESOURCE, SERVER);

        assertThat(named.start(other, LENGTH, NOW))
                .isEqualTo(Result.refused(new BattleRefusal.NotHost(named.terms().id())));
        assertThat(named.start(SERVER, LENGTH, NOW)).isInstanceOf(Result.Done.class);
        assertThat(created(TerritoryType.RESOURCE, null).start(other, LENGTH, NOW))
                .isInstanceOfSatisfying(
                        Result.Done.class,
                        done -> assertThat(((Battle) done.value()).server()).isEqualTo(other));
    }

    @ParameterizedTest
    @CsvSource({
        "RESOURCE, 0, 250, -250, 250, 20",
        "CAPITAL, 0, 500, -500, 500, 50",
        "STRATEGIC, 9800, 500, 9300, 10000, 50"
    })
    void theZoneFollowsFromTheLand(
            TerritoryType type, double z, int radiusM, double zMin, double zMax, int maxPerSide) {
        var land = TestLand.land(type, new Location(10, 20, z), null);
        var terms = BattleTerms.over(
                land,
                new BattleId(UUID.randomUUID()),
                new WarId(UUID.randomUUID()),
                TestWars.RULES.section(BattleRules.class),
                NOW);

        assertThat(terms.zone()).isEqualTo(new BattleTerms.Zone(land.location(), radiusM, zMin, zMax));
        assertThat(terms.maxPerSide()).isEqualTo(maxPerSide);
        var view = BattleView.of(new Battle.Created(terms, 1, Side.DEFENDER, null));
        assertThat(view.zoneOpensAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(view.zoneClosesAt()).isNull();
    }

    private static Battle.Created created(TerritoryType type, @Nullable UUID server) {
        var land = TestLand.land(type, new Location(0, 0, 0), null);
        var terms = BattleTerms.over(
                land,
                new BattleId(UUID.randomUUID()),
                new WarId(UUID.randomUUID()),
                TestWars.RULES.section(BattleRules.class),
                NOW);
        return new Battle.Created(terms, 1, Side.DEFENDER, server);
    }

    private static Battle.Active active(TerritoryType type) {
        var created = created(type, null);
        var endsAt = NOW.plus(TestWars.RULES.section(BattleRules.class).lengthFor(type));
        return new Battle.Active(created.terms(), 2, created.holder(), SERVER, NOW, endsAt);
    }
}
