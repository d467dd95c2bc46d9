package dev.warfront.battle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.war.Roster;
import dev.warfront.war.War;
import dev.warfront.war.WarStage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// Players of a simulated world join clans, leave them and change rank at random, while the wars go on.
final class Turnover {
    private static final List<Rank> RANKS = List.of(Rank.RECRUIT, Rank.MEMBER, Rank.OFFICER);

    private final WarStage stage;
    private final List<ClanId> clans;
    private final List<PlayerId> players;
    private final int placesMax;
    private final Random random;
    private int left;
    private int joined;
    private int ranked;

    /// @param players whose clan and rank change
    /// @param placesMax of a side
    Turnover(WarStage stage, List<ClanId> clans, List<PlayerId> players, int placesMax, Random random) {
        this.stage = stage;
        this.clans = clans;
        this.players = players;
        this.placesMax = placesMax;
        this.random = random;
    }

    void step() {
        var player = players.get(random.nextInt(players.size()));
        stage.guild.member(player).ifPresentOrElse(this::leaveOrRank, () -> join(player));
    }

    private void leaveOrRank(Member member) {
        if (random.nextInt(3) == 0) {
            rank(member);
        } else {
            leave(member);
        }
    }

    private void leave(Member member) {
        var now = stage.clock.instant();
        WarStage.run(stage.rosterKeeper.left(member.clan(), member.player(), now));
        WarStage.run(stage.guild.memberships().remove(member, Member.LeaveReason.LEFT, now));
        left++;
    }

    /// The clan it was in, or any other: another side, maybe.
    private void join(PlayerId player) {
        var now = stage.clock.instant();
        var clan = clans.get(random.nextInt(clans.size()));
        WarStage.run(stage.guild
                .memberships()
                .add(new Member(clan, player, RANKS.get(random.nextInt(RANKS.size())), now, now, 0, 1)));
        WarStage.run(stage.rosterKeeper.joined(clan, player, now));
        joined++;
    }

    private void rank(Member member) {
        var rank = RANKS.get(random.nextInt(RANKS.size()));
        WarStage.run(stage.guild
                .memberships()
                .replace(new Member(
                        member.clan(),
                        member.player(),
                        rank,
                        member.joinedAt(),
                        member.lastActiveAt(),
                        member.contribution(),
                        member.version() + 1)));
        WarStage.run(stage.rosterKeeper.ranked(member.clan(), member.player(), stage.clock.instant()));
        ranked++;
    }

    /// The times of each participant follow one another, and a side has no more places than it may have.
    void rosterHolds(War war) {
        var roster = WarStage.await(stage.wars.rosters().of(war.id(), Instant.EPOCH));
        roster.entries().values().forEach(entry -> ascending(entry.intervals()));
        for (var side : Side.values()) {
            assertThat(roster.entries().values().stream()
                            .filter(entry -> entry.side() == side)
                            .flatMap(entry -> entry.intervals().stream())
                            .filter(interval -> interval.until() == null))
                    .hasSizeLessThanOrEqualTo(placesMax);
        }
    }

    private static void ascending(List<Roster.Interval> intervals) {
        for (var i = 1; i < intervals.size(); i++) {
            assertThat(intervals.get(i).from())
                    .isAfterOrEqualTo(
                            Objects.requireNonNull(intervals.get(i - 1).until()));
        }
    }

    /// All of it has happened, and somebody came back to a war or found no place in it.
    void assertThatItHappened() {
        assertThat(List.of(left, joined, ranked))
                .allSatisfy(count -> assertThat(count).isGreaterThan(3));
        assertThat(stage.wars.all().stream()
                        .flatMap(war ->
                                WarStage.await(stage.wars.rosters().of(war.id(), Instant.EPOCH))
                                        .entries()
                                        .values()
                                        .stream())
                        .mapToInt(entry -> entry.intervals().size()))
                .anyMatch(intervals -> intervals > 1);
    }
}
