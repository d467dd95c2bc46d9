package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyClanId;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What wars leave on the records of clans, over any store.
public interface WarRecordsContract {
    Duration IMMUNITY = Duration.ofDays(3);
    Duration AFTER_STREAK = Duration.ofDays(7);

    GuildPorts ports();

    private WarRecords records() {
        return new WarRecords(ports().clans(), ports().clanStore());
    }

    private Clan stored() {
        var clan = TestGuild.clan();
        ports().transactions()
                .inTransaction(ports().clanStore().add(clan))
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
        return records()
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

        assertAfter(
                records()
                        .makeImmune(clan.id(), NOW.plusSeconds(10))
                        .then(records().makeImmune(clan.id(), NOW)),
                clan,
                found -> assertThat(found.immuneUntil()).isEqualTo(NOW.plusSeconds(10)));
        assertAfter(
                records().declared(clan.id()),
                clan,
                found -> assertThat(found.immuneUntil()).isNull());
    }

    @Test
    default void givenACooldown_itIsStored() {
        var clan = stored();

        assertAfter(
                records().coolDown(clan.id(), NOW.plusSeconds(10)),
                clan,
                found -> assertThat(found.declareCooldownUntil()).isEqualTo(NOW.plusSeconds(10)));
    }

    @Test
    default void givenThreeDefeatsInARow_theImmunityIsTheLongOne() {
        var loser = stored();
        var winner = stored();
        var defeat = decided(winner, loser);

        assertAfter(defeat.then(decided(winner, loser)), loser, found -> {
            assertThat(found.warRecord().lossStreak()).isEqualTo(2);
            assertThat(found.immuneUntil()).isEqualTo(NOW.plus(IMMUNITY));
        });
        assertAfter(decided(winner, loser), loser, found -> {
            assertThat(found.warRecord().lossStreak()).isEqualTo(3);
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
                found -> assertThat(found.warRecord().lossStreak()).isZero());
    }

    @Test
    default void givenNoWinner_nothingChanges() {
        var clan = stored();

        assertAfter(decided(null, clan), clan, found -> assertThat(found).isEqualTo(clan));
    }

    @Test
    default void givenACreditInBetween_itIsNotLost() {
        var clan = stored();
        var credit = ports().treasury().credit(clan.id(), 5, "GRANT", clan.id().value());

        assertAfter(
                records().coolDown(clan.id(), NOW).then(credit).then(records().makeImmune(clan.id(), NOW)),
                clan,
                found -> {
                    assertThat(found.treasury()).isEqualTo(5);
                    assertThat(found.version()).isEqualTo(clan.version() + 3);
                });
    }

    @Test
    default void givenAClanThatDoesNotExist_nothingHappens() {
        ports().transactions()
                .inTransaction(records().coolDown(anyClanId(), NOW))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }
}
