package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyCharter;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every book of wars promises.
public interface WarRecordsContract {
    Duration IMMUNITY = Duration.ofDays(3);
    Duration AFTER_STREAK = Duration.ofDays(7);

    GuildPorts ports();

    private Clan stored() {
        var registration = anyCharter();
        var clan = TestGuild.clan(registration, anyPlayer());
        ports().transactions()
                .inTransaction(ports().register().add(clan, registration))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return clan;
    }

    private void assertAfter(Mono<Void> work, Clan clan, Consumer<Clan> check) {
        ports().transactions()
                .inTransaction(work)
                .then(ports().clans().find(clan.id()))
                .as(StepVerifier::create)
                .assertNext(check)
                .expectComplete()
                .verify(PATIENCE);
    }

    private Mono<Void> decided(@Nullable Clan winner, @Nullable Clan loser) {
        return ports().warRecords()
                .decided(
                        winner == null ? null : winner.id(),
                        loser == null ? null : loser.id(),
                        NOW,
                        IMMUNITY,
                        AFTER_STREAK);
    }

    @Test
    default void givenAnImmunity_aShorterOneDoesNotEndIt_butDeclaringDoes() {
        var clan = stored();
        var records = ports().warRecords();

        assertAfter(
                records.makeImmune(clan.id(), NOW.plusSeconds(10)).then(records.makeImmune(clan.id(), NOW)),
                clan,
                found -> assertThat(found.immuneUntil()).isEqualTo(NOW.plusSeconds(10)));
        assertAfter(
                records.declared(clan.id()),
                clan,
                found -> assertThat(found.immuneUntil()).isNull());
    }

    @Test
    default void givenACooldown_itIsStored() {
        var clan = stored();

        assertAfter(
                ports().warRecords().coolDown(clan.id(), NOW.plusSeconds(10)),
                clan,
                found -> assertThat(found.declareCooldownUntil()).isEqualTo(NOW.plusSeconds(10)));
    }

    @Test
    default void givenThreeDefeatsInARow_theImmunityIsTheLongOne() {
        var loser = stored();
        var winner = stored();
        var defeat = decided(winner, loser);

        assertAfter(defeat.then(decided(winner, loser)), loser, found -> {
            assertThat(found.lossStreak()).isEqualTo(2);
            assertThat(found.immuneUntil()).isEqualTo(NOW.plus(IMMUNITY));
        });
        assertAfter(decided(winner, loser), loser, found -> {
            assertThat(found.lossStreak()).isEqualTo(3);
            assertThat(found.immuneUntil()).isEqualTo(NOW.plus(AFTER_STREAK));
        });
    }

    @Test
    default void givenAVictory_theStreakEnds() {
        var clan = stored();
        var other = stored();

        assertAfter(
                decided(other, clan).then(decided(clan, null)),
                clan,
                found -> assertThat(found.lossStreak()).isZero());
    }

    @Test
    default void givenNoWinner_nothingChanges() {
        var clan = stored();

        assertAfter(decided(null, clan), clan, found -> assertThat(found).isEqualTo(clan));
    }
}
