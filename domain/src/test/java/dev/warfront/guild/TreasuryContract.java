package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyClanId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.InsufficientFunds;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every treasury promises.
public interface TreasuryContract {
    GuildPorts ports();

    /// The sum of a clan's ledger.
    Mono<Long> ledgerSum(ClanId clan);

    /// What of all credits to a clan did not fit into its treasury.
    Mono<Long> burned(ClanId clan);

    private Clan stored() {
        var clan = TestGuild.clan();
        ports().transactions()
                .inTransaction(ports().clanStore().add(clan))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return clan;
    }

    private Mono<Treasury.Credit> credit(ClanId clan, long credits, UUID reference) {
        return ports().transactions().inTransaction(ports().treasury().credit(clan, credits, "GRANT", reference));
    }

    private Mono<Void> debit(ClanId clan, long credits, UUID reference) {
        return ports().transactions().inTransaction(ports().treasury().debit(clan, credits, "CLAIM", reference));
    }

    private void assertBalance(Clan clan, long balance) {
        Mono.zip(ports().clans().find(clan.id()), ledgerSum(clan.id()))
                .as(StepVerifier::create)
                .assertNext(found -> {
                    assertThat(found.getT1().treasury()).isEqualTo(balance);
                    assertThat(found.getT2()).isEqualTo(balance);
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenNoSubscriber_nothingMoves() {
        var clan = stored();
        var unused = ports().treasury().credit(clan.id(), 5, "GRANT", UUID.randomUUID());

        assertBalance(clan, 0);
    }

    @Test
    default void givenEnough_theDebitIsTaken_toTheLastCredit() {
        var clan = stored();

        credit(clan.id(), 100, UUID.randomUUID())
                .then(debit(clan.id(), 100, UUID.randomUUID()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        assertBalance(clan, 0);
    }

    @Test
    default void givenOneCreditShort_nothingIsTaken() {
        var clan = stored();

        credit(clan.id(), 99, UUID.randomUUID())
                .then(debit(clan.id(), 100, UUID.randomUUID()))
                .as(StepVerifier::create)
                .expectError(InsufficientFunds.class)
                .verify(PATIENCE);
        assertBalance(clan, 99);
    }

    @Test
    default void givenTheSameReferenceAgain_itMovesOnce() {
        var clan = stored();
        var grant = UUID.randomUUID();
        var claim = UUID.randomUUID();

        credit(clan.id(), 100, grant)
                .then(credit(clan.id(), 100, grant))
                .then(debit(clan.id(), 60, claim))
                .then(debit(clan.id(), 60, claim))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        assertBalance(clan, 40);
    }

    @Test
    default void givenAFullTreasury_aCreditIsNotRefused_andWhatDoesNotFitIsBurned() {
        var clan = stored();
        var refund = UUID.randomUUID();

        Flux.concat(
                        credit(clan.id(), Long.MAX_VALUE - 10, UUID.randomUUID()),
                        credit(clan.id(), 25, refund),
                        credit(clan.id(), 25, refund),
                        credit(clan.id(), 7, UUID.randomUUID()))
                .as(StepVerifier::create)
                .expectNext(new Treasury.Credit(Long.MAX_VALUE - 10, 0))
                .expectNext(new Treasury.Credit(10, 15), new Treasury.Credit(10, 15))
                .expectNext(new Treasury.Credit(0, 7))
                .expectComplete()
                .verify(PATIENCE);
        assertBalance(clan, Long.MAX_VALUE);
        burned(clan.id())
                .as(StepVerifier::create)
                .expectNext(15L + 7)
                .expectComplete()
                .verify(PATIENCE);
        debit(clan.id(), Long.MAX_VALUE, UUID.randomUUID())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        assertBalance(clan, 0);
    }

    @Test
    default void givenAnUnknownClan_nothingIsTaken() {
        debit(anyClanId(), 1, UUID.randomUUID())
                .as(StepVerifier::create)
                .expectError(InsufficientFunds.class)
                .verify(PATIENCE);
    }

    @Test
    default void givenNoCredits_itIsABug() {
        var clan = stored().id();

        assertThatThrownBy(() -> debit(clan, 0, UUID.randomUUID())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> credit(clan, -1, UUID.randomUUID())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void givenAnUnknownClan_allOfACreditIsBurned() {
        credit(anyClanId(), 5, UUID.randomUUID())
                .as(StepVerifier::create)
                .expectNext(new Treasury.Credit(0, 5))
                .expectComplete()
                .verify(PATIENCE);
    }
}
