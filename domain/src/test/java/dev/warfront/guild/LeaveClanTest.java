package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.outcome;
import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.anyClanId;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.clan;
import static dev.warfront.guild.TestGuild.invitation;
import static dev.warfront.guild.TestGuild.joined;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.member;
import static dev.warfront.guild.TestGuild.withMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildEvent.ClanDisbanded;
import dev.warfront.guild.GuildEvent.MemberLeft;
import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.GuildRefusal.ClanInWar;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.Leaving.Disbanded;
import dev.warfront.guild.Leaving.Left;
import dev.warfront.outbox.InMemoryOutbox;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaveClanTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final GuildGame game = GuildGame.over(guild, outbox);
    private final Clan clan = clan();
    private final Member leader = leader(clan);

    private Leaving leave(Member member) {
        return outcome(game.leaveClan.leave(member.player(), clan.id()));
    }

    @Test
    void givenAMember_itLeaves_andWarsAreTold() {
        var member = member(clan.id(), Rank.MEMBER);
        guild.put(withMembers(clan, 2, 50), leader, member);

        assertThat(leave(member)).isInstanceOf(Left.class);
        assertThat(guild.member(member.player())).isEmpty();
        assertThat(guild.clan(clan.id()).memberCount()).isEqualTo(1);
        assertThat(guild.clan(clan.id()).leader()).isEqualTo(clan.leader());
        assertThat(outbox.events()).containsExactly(new MemberLeft(clan.id(), member.player(), LeaveReason.LEFT, NOW));
        assertThat(game.toldToWars).containsExactly("left");
    }

    @Test
    void givenALeader_theHighestRankSucceeds_thenTheLongestMembership() {
        var senior = joined(member(clan.id(), Rank.OFFICER), NOW.minusSeconds(2));
        var junior = joined(member(clan.id(), Rank.OFFICER), NOW.minusSeconds(1));
        var oldest = joined(member(clan.id(), Rank.VETERAN), NOW.minusSeconds(9));
        guild.put(withMembers(clan, 4, 50), leader, junior, oldest, senior);

        leave(leader);

        assertThat(guild.clan(clan.id()).leader()).isEqualTo(senior.player());
        assertThat(guild.member(senior.player()).map(Member::rank)).contains(Rank.LEADER);
        assertThat(outbox.events())
                .containsExactly(
                        new MemberLeft(clan.id(), leader.player(), LeaveReason.LEFT, NOW),
                        new RankChanged(clan.id(), senior.player(), Rank.OFFICER, Rank.LEADER, leader.player(), NOW));
    }

    @Test
    void givenTheLastMember_theClanIsDisbanded_itsLandFree_itsInvitationsRevoked() {
        guild.put(clan, leader);
        var invitation = invitation(clan.id(), anyPlayer());
        guild.put(invitation);

        assertThat(leave(leader)).isInstanceOf(Disbanded.class);
        assertThat(guild.clan(clan.id()).status()).isEqualTo(ClanStatus.DISBANDED);
        assertThat(guild.clan(clan.id()).memberCount()).isZero();
        assertThat(guild.invitation(invitation.id()).status()).isEqualTo(InvitationStatus.REVOKED);
        assertThat(game.vacated).containsExactly(clan.id());
        assertThat(outbox.events(ClanDisbanded.class)).containsExactly(new ClanDisbanded(clan.id(), NOW));
    }

    @Test
    void givenTheLastMemberOfAClanAtWar_itStays() {
        guild.put(clan, leader);
        game.atWar.add(clan.id());

        assertThat(leave(leader)).isEqualTo(new ClanInWar());
        assertThat(guild.member(leader.player())).contains(leader);
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void givenALeaderOfAClanAtWarWithOthers_itMayLeave() {
        var heir = member(clan.id(), Rank.RECRUIT);
        guild.put(withMembers(clan, 2, 50), leader, heir);
        game.atWar.add(clan.id());

        assertThat(((Left) leave(leader)).succession().map(Leaving.Succession::from))
                .isEqualTo(Optional.of(Rank.RECRUIT));
    }

    @Test
    void givenAStranger_itIsRefused() {
        guild.put(clan, leader);

        assertThat(leave(member(clan.id(), Rank.MEMBER))).isEqualTo(new NotAMember());
        assertThat(outcome(game.leaveClan.leave(leader.player(), anyClanId()))).isEqualTo(new UnknownClan());
    }
}
