package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.outcome;
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
import dev.warfront.guild.InvitationOutcome.Invited;
import dev.warfront.kernel.PlayerId;
import dev.warfront.outbox.InMemoryOutbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvitePlayerTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final GuildGame game = GuildGame.over(guild, new InMemoryOutbox());
    private final Clan clan = clan();
    private final PlayerId player = anyPlayer();

    InvitePlayerTest() {
        guild.put(clan, leader(clan));
    }

    private InvitationOutcome invite(PlayerId inviter) {
        return outcome(game.invitePlayer.invite(inviter, clan.id(), player));
    }

    @ParameterizedTest
    @EnumSource(
            value = Rank.class,
            names = {"LEADER", "DEPUTY", "OFFICER"})
    void givenAnOfficerOrHigher_thePlayerIsInvitedForAWeek(Rank rank) {
        var inviter = member(clan.id(), rank);
        guild.put(clan, inviter);

        var invitation = ((Invited) invite(inviter.player())).invitation();

        assertThat(guild.invitation(invitation.id())).isEqualTo(invitation);
        assertThat(invitation.player()).isEqualTo(player);
        assertThat(invitation.inviter()).isEqualTo(inviter.player());
        assertThat(invitation.status()).isEqualTo(InvitationStatus.PENDING);
        assertThat(invitation.expiresAt()).isEqualTo(NOW.plus(RULES.inviteTtl()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Rank.class,
            names = {"VETERAN", "MEMBER", "RECRUIT"})
    void givenALowerRank_itIsRefused(Rank rank) {
        var inviter = member(clan.id(), rank);
        guild.put(clan, inviter);

        assertThat(invite(inviter.player())).isEqualTo(new InsufficientRank());
    }

    @Test
    void givenAStranger_itIsRefused() {
        assertThat(invite(anyPlayer())).isEqualTo(new NotAMember());
    }

    @Test
    void givenAnUnknownClan_itIsRefused() {
        assertThat(outcome(game.invitePlayer.invite(clan.leader(), anyClanId(), player)))
                .isEqualTo(new UnknownClan());
    }

    @Test
    void givenASuspendedClan_itIsRefused() {
        guild.put(withStatus(clan, ClanStatus.SUSPENDED));

        assertThat(invite(clan.leader())).isEqualTo(new ClanNotActive(ClanStatus.SUSPENDED));
    }

    @Test
    void givenAnUnknownPlayer_itIsRefused() {
        game.unknown.add(player);

        assertThat(invite(clan.leader())).isEqualTo(new UnknownPlayer());
    }

    @Test
    void givenAMemberOfTheClan_itIsRefused() {
        assertThat(outcome(game.invitePlayer.invite(clan.leader(), clan.id(), clan.leader())))
                .isEqualTo(new AlreadyInClan(clan.id()));
    }

    @Test
    void givenAStandingInvitation_thereIsNoSecond_untilItExpired() {
        var first = ((Invited) invite(clan.leader())).invitation();

        game.clock.set(first.expiresAt().minusMillis(1));
        assertThat(invite(clan.leader())).isEqualTo(new AlreadyInvited(first.id()));
        game.clock.set(first.expiresAt());
        assertThat(invite(clan.leader())).isInstanceOf(Invited.class);
        assertThat(guild.invitation(first.id()).status()).isEqualTo(InvitationStatus.EXPIRED);
    }

    @Test
    void givenFiftyPendingInvitations_thereIsNoOther_untilTheyExpired() {
        for (var i = 0; i < RULES.invitationsMax(); i++) {
            assertThat(outcome(game.invitePlayer.invite(clan.leader(), clan.id(), anyPlayer())))
                    .isInstanceOf(Invited.class);
        }

        assertThat(invite(clan.leader())).isEqualTo(new TooManyInvitations(50));
        game.clock.advance(RULES.inviteTtl());
        assertThat(invite(clan.leader())).isInstanceOf(Invited.class);
    }
}
