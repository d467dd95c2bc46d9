package dev.warfront.battle;

import static dev.warfront.battle.TestBattles.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Improvements;
import dev.warfront.territory.SiegeDifficulty;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.LandKind;
import dev.warfront.war.Leads;
import dev.warfront.war.TestWars;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a capture is worth, and what it does to the land.
class CaptureRulesTest {
    private static final CaptureRules RULES = TestWars.RULES.section(CaptureRules.class);
    private static final Leads LEADS = TestWars.anyLeads();

    @ParameterizedTest
    @CsvSource({"RESOURCE, 1, 200", "STRATEGIC, 1, 480", "STRATEGIC, 5, 520", "CAPITAL, 1, 1120", "CAPITAL, 10, 1360"})
    void captures_areWorthTheirWeightAndDifficulty(TerritoryType land, int level, long points) {
        var difficulty = SiegeDifficulty.of(land, level, Improvements.NONE);

        assertThat(RULES.pointsFor(land.weight(), difficulty)).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"1000001, 1000", "-1, 1000", "200, 100001", "200, -1"})
    void rules_whoseCapturesNoRowOfTheLedgerHolds_areRefused(long points, int difficultyBp) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CaptureRules(points, difficultyBp, Duration.ZERO));
    }

    @Test
    void theDearestCapture_fitsIntoARowOfTheLedger() {
        var highest = new CaptureRules(1_000_000, 100_000, Duration.ZERO);

        assertThat(highest.pointsFor(TerritoryType.CAPITAL.weight(), 10))
                .isEqualTo(364_000_000)
                .isLessThanOrEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aCaptureHalvesTheDefenceWithinTheWar() {
        var land = land(5);

        var captured = land.capturedBy(Side.ATTACKER, LEADS.attacker(), NOW);
        var lost = captured.capturedBy(Side.DEFENDER, LEADS.defender(), NOW.plusSeconds(1))
                .capturedBy(Side.ATTACKER, LEADS.attacker(), NOW.plusSeconds(2));

        assertThat(captured.defenseLevel()).isEqualTo(2);
        assertThat(lost.defenseLevel()).isEqualTo(1);
        assertThat(lost.captureCount()).isEqualTo(3);
        assertThat(lost.initialOwner()).isEqualTo(LEADS.defender());
    }

    @Test
    void aCaptureLocksTheLand() {
        var land = land(1);

        var captured = land.capturedBy(Side.ATTACKER, LEADS.attacker(), NOW).lockedFor(RULES.lock());

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

    /// Held by the defender.
    private static ContestedLand land(int defenseLevel) {
        return new ContestedLand(
                TestWars.anyTerritory(),
                LandKind.TARGET,
                LEADS.defender(),
                LEADS.defender(),
                Side.DEFENDER,
                null,
                null,
                defenseLevel,
                0,
                1);
    }
}
