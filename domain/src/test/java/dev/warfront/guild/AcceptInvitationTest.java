package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.refusal;
import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.clan;
import static dev.warfront.guild.TestGuild.invitation;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.withMembers;
import static dev.warfront.guild.TestGuild.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.AcceptInvitation.Joined;
import dev.warfront.guild.GuildEvent.MemberJoined;
import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.ClanFull;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.CoolingDown;
import dev.warfront.guild.GuildRefusal.InvitationExpired;
import dev.warfront.guild.GuildRefusal.InvitationNotPending;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.InMemoryOutbox;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AcceptInvitationTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final GuildGame game = GuildGame.over(guild, outbox);
    private final Clan clan = clan();
    private final PlayerId player = anyPlayer();
    private final Invitation invitation = invitation(clan.id(), player);

    AcceptInvitationTest() {
        guild.put(clan, leader(clan));
        guild.put(invitation);
    }

    private Mono<Result<Joined, GuildRefusal>> accept() {
        return game.acceptInvitation.accept(player, invitation.id(), 1);
    }

    @Test
    void givenAPlace_thePlayerBecomesAMember_andWarsKnow() {
        var joined = done(accept());

        assertThat(guild.member(player)).contains(Member.joining(clan.id(), player, Rank.MEMBER, NOW));
        assertThat(guild.clan(clan.id()).memberCount()).isEqualTo(2);
        assertThat(guild.invitation(invitation.id())).isEqualTo(joined.invitation());
        assertThat(joined.invitation().status()).isEqualTo(Invitation.Status.ACCEPTED);
        assertThat(outbox.events()).containsExactly(new MemberJoined(clan.id(), player, Rank.MEMBER, NOW));
        assertThat(game.seenByWars).containsExactly("joined");
    }

    @Test
    void givenAnUnknownInvitation_itIsRefused() {
        var unknown = new Invitation.Id(UUID.randomUUID());

        assertThat(refusal(game.acceptInvitation.accept(player, unknown, 1))).isEqualTo(new UnknownInvitation(unknown));
    }

    @Test
    void givenSomebodyElsesInvitation_itIsAsUnknown() {
        assertThat(refusal(game.acceptInvitation.accept(anyPlayer(), invitation.id(), 1)))
                .isEqualTo(new UnknownInvitation(invitation.id()));
    }

    @Test
    void givenAnAcceptedInvitation_itIsNotAcceptedAgain() {
        done(accept());

        assertThat(refusal(accept())).isEqualTo(new InvitationNotPending(Invitation.Status.ACCEPTED));
        assertThat(guild.clan(clan.id()).memberCount()).isEqualTo(2);
    }

    @Test
    void givenItsLastMillisecond_itCanBeAccepted_butNoLater() {
        game.clock.set(invitation.expiresAt());
        assertThat(refusal(accept())).isEqualTo(new InvitationExpired(invitation.expiresAt()));
        game.clock.set(invitation.expiresAt().minusMillis(1));
        assertThat(done(accept()).member().player()).isEqualTo(player);
    }

    @Test
    void givenADisbandedClan_itIsRefused() {
        guild.put(withStatus(clan, ClanStatus.DISBANDED));

        assertThat(refusal(accept())).isEqualTo(new ClanNotActive(ClanStatus.DISBANDED));
    }

    @Test
    void givenAMemberOfAnotherClan_itIsRefused() {
        var other = clan();
        guild.put(other, Member.joining(other.id(), player, Rank.RECRUIT, NOW));

        assertThat(refusal(accept())).isEqualTo(new AlreadyInClan(other.id()));
    }

    @Test
    void givenAFullClan_itIsRefused_andTheLastPlaceCanBeTaken() {
        guild.put(withMembers(clan, 50, 50));
        assertThat(refusal(accept())).isEqualTo(new ClanFull(50));
        guild.put(withMembers(clan, 49, 50));
        assertThat(done(accept()).member().player()).isEqualTo(player);
    }

    @Test
    void givenAnotherVersion_itIsRefused() {
        assertThat(refusal(game.acceptInvitation.accept(player, invitation.id(), 2)))
                .isEqualTo(new VersionMismatch(1));
    }

    @Test
    void givenAFormerMember_itWaitsADayForAnotherClan_andThreeForTheSame() {
        done(accept());
        done(game.leaveClan.leave(player, clan.id()));
        var other = clan();
        guild.put(other, leader(other));
        var elsewhere = invitation(other.id(), player);
        guild.put(elsewhere);
        var back = invitation(clan.id(), player);
        guild.put(back);

        game.clock.advance(Duration.ofDays(1).minusMillis(1));
        assertThat(refusal(game.acceptInvitation.accept(player, elsewhere.id(), 1)))
                .isEqualTo(new CoolingDown(NOW.plus(Duration.ofDays(1))));
        game.clock.set(NOW.plus(Duration.ofDays(3)).minusMillis(1));
        assertThat(refusal(game.acceptInvitation.accept(player, back.id(), 1)))
                .isEqualTo(new CoolingDown(NOW.plus(Duration.ofDays(3))));
        assertThat(done(game.acceptInvitation.accept(player, elsewhere.id(), 1))
                        .clan()
                        .id())
                .isEqualTo(other.id());
    }
}
