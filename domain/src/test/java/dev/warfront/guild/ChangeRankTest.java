package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.refusal;
import static dev.warfront.guild.TestGuild.NOW;
import static dev.warfront.guild.TestGuild.anyClanId;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.clan;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.member;
import static dev.warfront.guild.TestGuild.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.ChangeRank.Handover;
import dev.warfront.guild.ChangeRank.RankChange;
import dev.warfront.guild.GuildEvent.RankChanged;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.outbox.InMemoryOutbox;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

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

    private Mono<Result<RankChange, GuildRefusal>> change(PlayerId actor, PlayerId player, Rank rank) {
        return game.changeRank.change(actor, clan.id(), player, rank, 1);
    }

    @Test
    void givenALeader_itPromotes_andTheVersionRises() {
        assertThat(done(change(leader.player(), member.player(), Rank.DEPUTY)))
                .isEqualTo(new RankChange(member.ranked(Rank.DEPUTY), Rank.MEMBER, Optional.empty()));
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
                            anyPlayer(),
                            given,
                            1);
                    var may = acting.isAtLeast(Rank.OFFICER)
                            && acting.power() > held.power()
                            && (acting.power() > given.power() || acting == Rank.LEADER);
                    assertThat(outcome instanceof Result.Done)
                            .as("%s makes %s a %s", acting, held, given)
                            .isEqualTo(may);
                    if (outcome instanceof Result.Refused<RankChange, GuildRefusal>(var refusal)) {
                        assertThat(refusal).isInstanceOf(InsufficientRank.class);
                    }
                }
            }
        }
    }

    @Test
    void givenALeader_itPassesTheLeadershipOn_andIsADeputy() {
        assertThat(done(change(leader.player(), member.player(), Rank.LEADER)).handover())
                .contains(new Handover(clan.ledBy(member.player()), leader.ranked(Rank.DEPUTY)));
        assertThat(guild.clan(clan.id()).leader()).isEqualTo(member.player());
        assertThat(guild.member(member.player()).map(Member::rank)).contains(Rank.LEADER);
        assertThat(guild.member(leader.player()).map(Member::rank)).contains(Rank.DEPUTY);
        assertThat(outbox.events())
                .containsExactly(
                        new RankChanged(clan.id(), leader.player(), Rank.LEADER, Rank.DEPUTY, leader.player(), NOW),
                        new RankChanged(clan.id(), member.player(), Rank.MEMBER, Rank.LEADER, leader.player(), NOW));
    }

    @Test
    void givenAnOfficer_itIsToldTheRankItNeeds() {
        var officer = member(clan.id(), Rank.OFFICER);
        var veteran = member(clan.id(), Rank.VETERAN);
        guild.put(clan, leader, member, officer, veteran);

        assertThat(refusal(change(officer.player(), veteran.player(), Rank.OFFICER)))
                .isEqualTo(new InsufficientRank(Rank.DEPUTY));
        assertThat(refusal(change(officer.player(), officer.player(), Rank.MEMBER)))
                .isEqualTo(new InsufficientRank(Rank.DEPUTY));
        assertThat(refusal(change(officer.player(), veteran.player(), Rank.LEADER)))
                .isEqualTo(new InsufficientRank(Rank.LEADER));
    }

    @Test
    void givenALeader_itCannotDemoteItself() {
        assertThat(refusal(change(leader.player(), leader.player(), Rank.MEMBER)))
                .isEqualTo(new InsufficientRank(Rank.LEADER));
    }

    @Test
    void givenTheSameRank_nothingChanges() {
        assertThat(done(change(leader.player(), member.player(), Rank.MEMBER)))
                .isEqualTo(new RankChange(member, Rank.MEMBER, Optional.empty()));
        assertThat(guild.member(member.player())).contains(member);
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void givenStrangers_itIsRefused() {
        var stranger = anyPlayer();
        var unknown = anyClanId();

        assertThat(refusal(change(stranger, member.player(), Rank.RECRUIT))).isEqualTo(new NotAMember(clan.id()));
        assertThat(refusal(change(leader.player(), stranger, Rank.RECRUIT))).isEqualTo(new UnknownMember(stranger));
        assertThat(refusal(game.changeRank.change(leader.player(), unknown, member.player(), Rank.RECRUIT, 1)))
                .isEqualTo(new UnknownClan(unknown));
    }

    @Test
    void givenASuspendedClan_itIsRefused() {
        guild.put(withStatus(clan, ClanStatus.SUSPENDED));

        assertThat(refusal(change(leader.player(), member.player(), Rank.RECRUIT)))
                .isEqualTo(new ClanNotActive(ClanStatus.SUSPENDED));
    }

    @Test
    void givenAnotherVersion_itIsRefused() {
        assertThat(refusal(game.changeRank.change(leader.player(), clan.id(), member.player(), Rank.RECRUIT, 7)))
                .isEqualTo(new VersionMismatch(1));
    }
}
