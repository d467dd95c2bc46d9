package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.invitation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.StaleWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every store of invitations promises.
public interface InvitationsContract {
    GuildPorts ports();

    private Invitation stored() {
        var clan = TestGuild.clan();
        var invitation = invitation(clan.id(), anyPlayer());
        ports().transactions()
                .inTransaction(
                        ports().clanStore().add(clan).then(ports().invitations().add(invitation)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        return invitation;
    }

    @Test
    default void givenAPendingInvitation_itIsFoundAndCounted() {
        var stored = stored();
        var invitations = ports().invitations();

        Mono.zip(
                        invitations.find(stored.id()),
                        invitations.pending(stored.clan(), stored.player()),
                        invitations.countPending(stored.clan(), NOW),
                        invitations.countPending(stored.clan(), stored.expiresAt()))
                .as(StepVerifier::create)
                .assertNext(found -> assertThat(found.toList()).isEqualTo(List.of(stored, stored, 1, 0)))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAnAcceptedInvitation_itIsNoLongerPending_andCannotBeAcceptedAgain() {
        var stored = stored();
        var accepted = stored.becomes(Invitation.Status.ACCEPTED);
        var invitations = ports().invitations();

        ports().transactions()
                .inTransaction(invitations.replace(accepted))
                .then(invitations.find(stored.id()))
                .as(StepVerifier::create)
                .expectNext(accepted)
                .expectComplete()
                .verify(PATIENCE);
        invitations
                .pending(stored.clan(), stored.player())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(invitations.replace(accepted))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    @Test
    default void givenARevokedClan_itsPendingInvitationsAreGone() {
        var stored = stored();

        ports().transactions()
                .inTransaction(ports().invitations().revokeAll(stored.clan()))
                .then(ports().invitations().find(stored.id()))
                .as(StepVerifier::create)
                .expectNext(stored.becomes(Invitation.Status.REVOKED))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAPendingInvitation_anotherOneOfThePlayerIsTaken() {
        var stored = stored();

        ports().transactions()
                .inTransaction(ports().invitations().add(invitation(stored.clan(), stored.player())))
                .as(StepVerifier::create)
                .expectError(AlreadyTaken.class)
                .verify(PATIENCE);
    }

    @Test
    default void givenPendingInvitations_theClanAndThePlayerSeeThemNewestFirst_pageByPage() {
        var player = anyPlayer();
        var clans = List.of(TestGuild.clan(), TestGuild.clan(), TestGuild.clan());
        var toPlayer = IntStream.range(0, 3)
                .mapToObj(i -> invitation(clans.get(i).id(), player, NOW.plusSeconds(i)))
                .toList();
        var other = invitation(clans.getLast().id(), anyPlayer(), NOW.plusSeconds(3));
        stored(clans, Stream.concat(toPlayer.stream(), Stream.of(other)).toList());
        var invitations = ports().invitations();

        assertThat(pages(page -> invitations.pendingTo(player, NOW, page))).isEqualTo(toPlayer.reversed());
        assertThat(pages(page -> invitations.pendingOf(clans.getLast().id(), NOW, page)))
                .containsExactly(other, toPlayer.getLast());
    }

    @Test
    default void givenExpiredOrAcceptedInvitations_neitherIsListed() {
        var clan = TestGuild.clan();
        var player = anyPlayer();
        var accepted = invitation(clan.id(), anyPlayer(), NOW.plusSeconds(1));
        var expired = invitation(clan.id(), player, NOW);
        var left = invitation(clan.id(), anyPlayer(), NOW.plusSeconds(1));
        stored(List.of(clan), List.of(accepted, expired, left));
        var invitations = ports().invitations();
        ports().transactions()
                .inTransaction(invitations.replace(accepted.becomes(Invitation.Status.ACCEPTED)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(pages(page -> invitations.pendingOf(clan.id(), expired.expiresAt(), page)))
                .containsExactly(left);
        assertThat(pages(page -> invitations.pendingTo(player, expired.expiresAt(), page)))
                .isEmpty();
    }

    private void stored(List<Clan> clans, List<Invitation> invitations) {
        ports().transactions()
                .inTransaction(Flux.fromIterable(clans)
                        .concatMap(ports().clanStore()::add)
                        .thenMany(Flux.fromIterable(invitations))
                        .concatMap(ports().invitations()::add)
                        .then())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    /// All of a list, two at a time.
    private static List<Invitation> pages(Function<PageRequest, Mono<Page<Invitation>>> list) {
        var all = new ArrayList<Invitation>();
        var page = GuildGame.outcome(list.apply(new PageRequest(2, null)));
        all.addAll(page.items());
        while (page.nextCursor() != null) {
            page = GuildGame.outcome(list.apply(new PageRequest(2, page.nextCursor())));
            all.addAll(page.items());
        }
        return all;
    }
}
