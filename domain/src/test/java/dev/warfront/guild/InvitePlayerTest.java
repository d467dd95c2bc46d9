package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.refusal;
import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.RULES;
import static dev.warfront.guild.TestGuild.anyClanId;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.clan;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.member;
import static dev.warfront.guild.TestGuild.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.AlreadyInvited;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.TooManyInvitations;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownPlayer;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.InMemoryOutbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

class InvitePlayerTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final GuildGame game = GuildGame.over(guild, new InMemoryOutbox());
    private final Clan clan = clan();
    private final PlayerId player = anyPlayer();

    InvitePlayerTest() {
        guild.put(clan, leader(clan));
    }

    private Mono<Result<Invitation, GuildRefusal>> invite(PlayerId inviter) {
        return game.invitePlayer.invite(inviter, clan.id(), player);
    }

    @ParameterizedTest
    @EnumSource(
            value = Rank.class,
            names = {"LEADER", "DEPUTY", "OFFICER"})
    void givenAnOfficerOrHigher_thePlayerIsInvitedForAWeek(Rank rank) {
        var inviter = member(clan.id(), rank);
        guild.put(clan, inviter);

        var invitation = done(invite(inviter.player()));

        assertThat(guild.invitation(invitation.id())).isEqualTo(invitation);
        assertThat(invitation.player()).isEqualTo(player);
        assertThat(invitation.inviter()).isEqualTo(inviter.player());
        assertThat(invitation.status()).isEqualTo(Invitation.Status.PENDING);
        assertThat(invitation.expiresAt()).isEqualTo(NOW.plus(RULES.inviteTtl()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Rank.class,
            names = {"VETERAN", "MEMBER", "RECRUIT"})
    void givenALowerRank_itIsRefused(Rank rank) {
        var inviter = member(clan.id(), rank);
        guild.put(clan, inviter);

        assertThat(refusal(invite(inviter.player()))).isEqualTo(new InsufficientRank(Rank.OFFICER));
    }

    @Test
    void givenAStranger_itIsRefused() {
        assertThat(refusal(invite(anyPlayer()))).isEqualTo(new NotAMember(clan.id()));
    }

    @Test
    void givenAnUnknownClan_itIsRefused() {
        var unknown = anyClanId();

        assertThat(refusal(game.invitePlayer.invite(clan.leader(), unknown, player)))
                .isEqualTo(new UnknownClan(unknown));
    }

    @Test
    void givenASuspendedClan_itIsRefused() {
        guild.put(withStatus(clan, ClanStatus.SUSPENDED));

        assertThat(refusal(invite(clan.leader()))).isEqualTo(new ClanNotActive(ClanStatus.SUSPENDED));
    }

    @Test
    void givenAnUnknownPlayer_itIsRefused() {
        game.unknown.add(player);

        assertThat(refusal(invite(clan.leader()))).isEqualTo(new UnknownPlayer(player));
    }

    @Test
    void givenAMemberOfTheClan_itIsRefused() {
        assertThat(refusal(game.invitePlayer.invite(clan.leader(), clan.id(), clan.leader())))
                .isEqualTo(new AlreadyInClan(clan.id()));
    }

    @Test
    void givenAPendingInvitation_thereIsNoSecond_untilItExpired() {
        var first = done(invite(clan.leader()));

        game.clock.set(first.expiresAt().minusMillis(1));
        assertThat(refusal(invite(clan.leader()))).isEqualTo(new AlreadyInvited(first.id()));
        game.clock.set(first.expiresAt());
        assertThat(done(invite(clan.leader())).player()).isEqualTo(player);
        assertThat(guild.invitation(first.id()).status()).isEqualTo(Invitation.Status.EXPIRED);
    }

    @Test
    void givenFiftyPendingInvitations_thereIsNoOther_untilTheyExpired() {
        for (var i = 0; i < RULES.invitationsMax(); i++) {
            done(game.invitePlayer.invite(clan.leader(), clan.id(), anyPlayer()));
        }

        assertThat(refusal(invite(clan.leader()))).isEqualTo(new TooManyInvitations(50));
        game.clock.advance(RULES.inviteTtl());
        assertThat(done(invite(clan.leader())).player()).isEqualTo(player);
    }
}
