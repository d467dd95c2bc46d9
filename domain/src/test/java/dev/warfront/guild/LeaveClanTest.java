package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.refusal;
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
import dev.warfront.guild.LeaveClan.Left;
import dev.warfront.guild.LeaveClan.Succession;
import dev.warfront.guild.Member.LeaveReason;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.InMemoryOutbox;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LeaveClanTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final GuildGame game = GuildGame.over(guild, outbox);
    private final Clan clan = clan();
    private final Member leader = leader(clan);

    private Mono<Result<Left, GuildRefusal>> leave(Member member) {
        return game.leaveClan.leave(member.player(), clan.id());
    }

    @Test
    void givenAMember_itLeaves_andWarsKnow() {
        var member = member(clan.id(), Rank.MEMBER);
        guild.put(withMembers(clan, 2, 50), leader, member);

        assertThat(done(leave(member)).leaver()).isEqualTo(member);
        assertThat(guild.member(member.player())).isEmpty();
        assertThat(guild.clan(clan.id()).memberCount()).isEqualTo(1);
        assertThat(guild.clan(clan.id()).leader()).isEqualTo(clan.leader());
        assertThat(outbox.events()).containsExactly(new MemberLeft(clan.id(), member.player(), LeaveReason.LEFT, NOW));
        assertThat(game.seenByWars).containsExactly("left");
    }

    @Test
    void givenALeader_theHighestRankSucceeds_thenTheLongestMembership() {
        var senior = joined(member(clan.id(), Rank.OFFICER), NOW.minusSeconds(2));
        var junior = joined(member(clan.id(), Rank.OFFICER), NOW.minusSeconds(1));
        var oldest = joined(member(clan.id(), Rank.VETERAN), NOW.minusSeconds(9));
        guild.put(withMembers(clan, 4, 50), leader, junior, oldest, senior);

        done(leave(leader));

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

        assertThat(done(leave(leader)).clan()).isEqualTo(guild.clan(clan.id()));
        assertThat(guild.clan(clan.id()).status()).isEqualTo(ClanStatus.DISBANDED);
        assertThat(guild.clan(clan.id()).memberCount()).isZero();
        assertThat(guild.invitation(invitation.id()).status()).isEqualTo(Invitation.Status.REVOKED);
        assertThat(game.vacated).containsExactly(clan.id());
        assertThat(outbox.events(ClanDisbanded.class)).containsExactly(new ClanDisbanded(clan.id(), NOW));
    }

    @Test
    void givenTheLastMemberOfAClanAtWar_itStays() {
        guild.put(clan, leader);
        game.atWar.add(clan.id());

        assertThat(refusal(leave(leader))).isEqualTo(new ClanInWar(clan.id()));
        assertThat(guild.member(leader.player())).contains(leader);
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void givenALeaderOfAClanAtWarWithOthers_itMayLeave() {
        var heir = member(clan.id(), Rank.RECRUIT);
        guild.put(withMembers(clan, 2, 50), leader, heir);
        game.atWar.add(clan.id());

        assertThat(done(leave(leader)).succession().map(Succession::from)).isEqualTo(Optional.of(Rank.RECRUIT));
    }

    @Test
    void givenAStranger_itIsRefused() {
        guild.put(clan, leader);

        var unknown = anyClanId();

        assertThat(refusal(leave(member(clan.id(), Rank.MEMBER)))).isEqualTo(new NotAMember(clan.id()));
        assertThat(refusal(game.leaveClan.leave(leader.player(), unknown))).isEqualTo(new UnknownClan(unknown));
    }
}
