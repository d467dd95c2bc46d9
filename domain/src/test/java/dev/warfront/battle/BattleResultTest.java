package dev.warfront.battle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Improvements;
import dev.warfront.territory.SiegeDifficulty;
import dev.warfront.territory.TerritoryType;
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

        assertThat(battle.site().type()).isEqualTo(type);
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
    void theSameCapture_isTheSameFact() {
        var war = new WarId(UUID.randomUUID());
        var land = new TerritoryId(UUID.randomUUID());

        assertThat(CaptureScoreEvent.idOf(war, land, 1)).isEqualTo(CaptureScoreEvent.idOf(war, land, 1));
        assertThat(CaptureScoreEvent.idOf(war, land, 1)).isNotEqualTo(CaptureScoreEvent.idOf(war, land, 2));
    }

    @Test
    void whoWins_holdsTheLandFromThenOn() {
        var battle = active(TerritoryType.RESOURCE);

        assertThat(battle.assaulting()).isEqualTo(Side.ATTACKER);
        assertThat(battle.end(Side.ATTACKER, BattleEndReason.DECISIVE, BattleScores.Score.NOTHING, NOW)
                        .holder())
                .isEqualTo(Side.ATTACKER);
        assertThat(battle.end(null, BattleEndReason.ABORTED, BattleScores.Score.NOTHING, NOW)
                        .holder())
                .isEqualTo(Side.DEFENDER);
    }

    private static Battle.Active active(TerritoryType land) {
        var site = new Site(
                new BattleId(UUID.randomUUID()), new WarId(UUID.randomUUID()), TestWars.anyTerritory(), land, NOW);
        return new Battle.Created(site, 1, Side.DEFENDER)
                .start(
                        UUID.randomUUID(),
                        TestWars.RULES.section(BattleRules.class).lengthFor(land),
                        NOW);
    }
}
