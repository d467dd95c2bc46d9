package dev.warfront.guild;

import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.PATIENCE;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.invitation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.StaleWrite;
import java.util.List;
import org.junit.jupiter.api.Test;
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
}
