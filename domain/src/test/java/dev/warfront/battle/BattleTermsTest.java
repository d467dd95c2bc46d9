package dev.warfront.battle;

import static dev.warfront.battle.TestBattles.NOW;
import static dev.warfront.battle.TestBattles.anyWar;
import static dev.warfront.battle.TestBattles.created;
import static dev.warfront.battle.TestBattles.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.war.TestWars;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the land of a battle says about it.
class BattleTermsTest {
    @ParameterizedTest
    @CsvSource({"RESOURCE, TERRITORY_BATTLE, 15", "STRATEGIC, SIEGE, 45", "CAPITAL, SIEGE, 60"})
    void theLandSaysWhatIsFoughtAndHowLong(TerritoryType land, BattleType type, int minutes) {
        var battle = started(created(anyWar(), land, NOW, null), UUID.randomUUID(), NOW);

        assertThat(battle.terms().type()).isEqualTo(type);
        assertThat(Duration.between(battle.startedAt(), battle.endsAt())).hasMinutes(minutes);
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
}
