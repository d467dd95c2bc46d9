package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.outcome;
import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.anyClanId;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.clan;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.member;
import static dev.warfront.guild.TestGuild.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.guild.RankChange.Changed;
import dev.warfront.guild.RankChange.LeadershipPassed;
import dev.warfront.guild.RankChange.Unchanged;
import dev.warfront.kernel.PlayerId;
import dev.warfront.outbox.InMemoryOutbox;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeRankTest {
    private final InMemoryGuild guild = new InMemoryGuild();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final GuildGame game = GuildGame.over(guild, outbox);
    private final Clan clan = clan();
    private final Member leader = leader(clan);
    private final Member member = member(clan.id(), Rank.MEMBER);

    ChangeRankTest() {
        guild.put(clan, leader, member);
    }

    private RankChange change(PlayerId actor, PlayerId player, Rank rank) {
        return outcome(game.changeRank.change(actor, clan.id(), player, rank, 1));
    }

    @Test
    void givenALeader_itPromotes_andTheVersionRises() {
        assertThat(change(leader.player(), member.player(), Rank.DEPUTY))
                .isEqualTo(new Changed(member.ranked(Rank.DEPUTY), Rank.MEMBER));
        assertThat(guild.member(member.player()).map(Member::version)).contains(2L);
        assertThat(outbox.events())
                .containsExactly(
                        new RankChanged(clan.id(), member.player(), Rank.MEMBER, Rank.DEPUTY, leader.player(), NOW));
    }

    /// Nobody acts on an equal or higher rank, nor gives one.
    @Test
    void givenAnyTwoRanks_onlyHigherOfficersChangeLowerRanksToLowerOnes() {
        for (var acting : Rank.values()) {
            for (var held : Rank.values()) {
                for (var given : Rank.values()) {
                    var outcome = ChangeRank.decide(
                            clan,
                            Optional.of(member(clan.id(), acting)),
                            Optional.of(member(clan.id(), held)),
                            given,
                            1);
                    var may = acting.isAtLeast(Rank.OFFICER)
                            && acting.power() > held.power()
                            && (acting.power() > given.power() || acting == Rank.LEADER);
                    assertThat(outcome instanceof InsufficientRank)
                            .as("%s makes %s a %s", acting, held, given)
                            .isEqualTo(!may);
                }
            }
        }
    }

    @Test
    void givenALeader_itPassesTheLeadershipOn_andIsADeputy() {
        assertThat(change(leader.player(), member.player(), Rank.LEADER)).isInstanceOf(LeadershipPassed.class);
        assertThat(guild.clan(clan.id()).leader()).isEqualTo(member.player());
        assertThat(guild.member(member.player()).map(Member::rank)).contains(Rank.LEADER);
        assertThat(guild.member(leader.player()).map(Member::rank)).contains(Rank.DEPUTY);
        assertThat(outbox.events(RankChanged.class)).hasSize(2);
    }

    @Test
    void givenALeader_itCannotDemoteItself() {
        assertThat(change(leader.player(), leader.player(), Rank.MEMBER)).isEqualTo(new InsufficientRank());
    }

    @Test
    void givenTheSameRank_nothingChanges() {
        assertThat(change(leader.player(), member.player(), Rank.MEMBER)).isEqualTo(new Unchanged(member));
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void givenStrangers_itIsRefused() {
        assertThat(change(anyPlayer(), member.player(), Rank.RECRUIT)).isEqualTo(new NotAMember());
        assertThat(change(leader.player(), anyPlayer(), Rank.RECRUIT)).isEqualTo(new UnknownMember());
        assertThat(outcome(game.changeRank.change(leader.player(), anyClanId(), member.player(), Rank.RECRUIT, 1)))
                .isEqualTo(new UnknownClan());
    }

    @Test
    void givenASuspendedClan_itIsRefused() {
        guild.put(withStatus(clan, ClanStatus.SUSPENDED));

        assertThat(change(leader.player(), member.player(), Rank.RECRUIT))
                .isEqualTo(new ClanNotActive(ClanStatus.SUSPENDED));
    }

    @Test
    void givenAnotherVersion_itIsRefused() {
        assertThat(outcome(game.changeRank.change(leader.player(), clan.id(), member.player(), Rank.RECRUIT, 7)))
                .isEqualTo(new VersionMismatch(1));
    }
}
