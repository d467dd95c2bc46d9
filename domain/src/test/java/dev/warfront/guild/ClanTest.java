package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.RULES;
import static dev.warfront.guild.TestGuild.withMembers;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClanTest {
    private static final Duration IMMUNITY = Duration.ofDays(3);
    private static final Duration AFTER_STREAK = Duration.ofDays(7);

    private final Clan clan = TestGuild.clan();

    private static Clan lost(Clan clan, Instant at) {
        return clan.lost(at, IMMUNITY, AFTER_STREAK);
    }

    @Test
    void givenLossesInARow_theThirdAndEachLaterOneGivesTheLongImmunity() {
        var first = lost(clan, NOW);
        var second = lost(first, NOW.plusSeconds(1));
        var third = lost(second, NOW.plusSeconds(2));
        var fourth = lost(third, NOW.plusSeconds(3));

        assertThat(first.immuneUntil()).isEqualTo(NOW.plus(IMMUNITY));
        assertThat(second.immuneUntil()).isEqualTo(NOW.plusSeconds(1).plus(IMMUNITY));
        assertThat(third.immuneUntil()).isEqualTo(NOW.plusSeconds(2).plus(AFTER_STREAK));
        assertThat(fourth.immuneUntil()).isEqualTo(NOW.plusSeconds(3).plus(AFTER_STREAK));
        assertThat(fourth.warRecord().lossStreak()).isEqualTo(4);
    }

    @Test
    void givenAVictoryBetweenLosses_theCountBeginsAnew() {
        var after = lost(lost(lost(clan, NOW), NOW).won(), NOW.plusSeconds(1));

        assertThat(after.warRecord().lossStreak()).isEqualTo(1);
        assertThat(after.immuneUntil()).isEqualTo(NOW.plusSeconds(1).plus(IMMUNITY));
    }

    @Test
    void givenALongerImmunity_aLossDoesNotShortenIt() {
        var long0 = clan.immune(NOW.plus(Duration.ofDays(30)));

        assertThat(lost(long0, NOW).immuneUntil()).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void givenALongerCooldown_anotherDoesNotShortenIt() {
        var cooling = clan.coolingDown(NOW.plusSeconds(9));

        assertThat(cooling.coolingDown(NOW.plusSeconds(8)).declareCooldownUntil())
                .isEqualTo(NOW.plusSeconds(9));
        assertThat(cooling.coolingDown(NOW.plusSeconds(10)).declareCooldownUntil())
                .isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void givenADeclaration_onlyTheImmunityEnds() {
        var before = lost(clan, NOW).coolingDown(NOW.plusSeconds(9));

        var after = before.declaredWar();

        assertThat(after.immuneUntil()).isNull();
        assertThat(after.declareCooldownUntil()).isEqualTo(NOW.plusSeconds(9));
        assertThat(after.warRecord().lossStreak()).isEqualTo(1);
    }

    @Test
    void givenAnyChange_theVersionRisesByOne() {
        assertThat(clan.won().version()).isEqualTo(clan.version() + 1);
        assertThat(lost(clan, NOW).version()).isEqualTo(clan.version() + 1);
        assertThat(clan.immune(NOW).version()).isEqualTo(clan.version() + 1);
        assertThat(clan.coolingDown(NOW).version()).isEqualTo(clan.version() + 1);
        assertThat(clan.declaredWar().version()).isEqualTo(clan.version() + 1);
        assertThat(clan.withMembers(2).version()).isEqualTo(clan.version() + 1);
    }

    @Test
    void givenMorePlacesThanTheLevelGives_noneIsTakenAway() {
        var large = withMembers(clan, 1, 400);

        assertThat(large.gained(285_000, RULES).maxMembers()).isEqualTo(400);
        assertThat(clan.gained(285_000, RULES).maxMembers()).isEqualTo(55);
    }
}
