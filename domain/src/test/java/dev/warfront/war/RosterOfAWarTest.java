package dev.warfront.war;

import static dev.warfront.war.TestWars.NOW;
import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.TestIdentity;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who is on the roster of a war, and from when on it may fight. Source: docs/rules/war.md, who fights.
class RosterOfAWarTest extends TwoClansAtWar {
    @Test
    void case25_whoJoinsLate_isEligibleAfterTheTenure() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        var early = member(Rank.MEMBER, NOW.plus(Duration.ofHours(20)));
        stage.nextPhase(war);
        stage.nextPhase(war);
        var late = member(Rank.MEMBER, stage.clock.instant().plusSeconds(60));
        WarStage.run(stage.rosterKeeper.joined(attacker, late.player(), late.joinedAt()));

        var startedAt = ((War.Active) stage.wars.war(war)).startedAt();
        assertThat(eligibleFrom(war, attackers.getFirst())).isEqualTo(startedAt);
        assertThat(eligibleFrom(war, early.player())).isEqualTo(early.joinedAt().plus(Duration.ofHours(24)));
        assertThat(eligibleFrom(war, late.player())).isEqualTo(late.joinedAt().plus(Duration.ofHours(24)));
        assertThat(mayFight(war, late.player(), late.joinedAt().plus(Duration.ofHours(24))))
                .isTrue();
        assertThat(mayFight(war, late.player(), late.joinedAt().plus(Duration.ofHours(23))))
                .isFalse();
        assertThat(stage.wars.participantsOf(war)).hasSize(32);
    }

    @Test
    void aRecruitIsOnTheRosterAndDoesNotFight() {
        var recruit = member(Rank.RECRUIT, NOW.minus(Duration.ofDays(9)));
        var war = active();
        var startedAt = ((War.Active) stage.wars.war(war)).startedAt();
        var entry = roster(war, recruit.player());

        assertThat(entry.status()).isEqualTo(ParticipantStatus.ACTIVE);
        assertThat(entry.intervals()).containsExactly(new Roster.Interval(startedAt, null, null));
        assertThat(entry.isOnRosterAt(startedAt)).isTrue();
        assertThat(entry.mayFightAt(startedAt.plus(Duration.ofDays(6)))).isFalse();
    }

    @Test
    void aPromotionGivesTheRightToFight_andADemotionTakesIt() {
        var recruit = member(Rank.RECRUIT, NOW.minus(Duration.ofDays(9)));
        var war = active();
        var startedAt = ((War.Active) stage.wars.war(war)).startedAt();
        var promotedAt = startedAt.plus(Duration.ofHours(1));
        var demotedAt = startedAt.plus(Duration.ofHours(2));
        ranked(recruit, Rank.MEMBER, promotedAt);
        ranked(recruit, Rank.VETERAN, promotedAt.plusSeconds(60));
        ranked(recruit, Rank.RECRUIT, demotedAt);

        assertThat(roster(war, recruit.player()).intervals())
                .containsExactly(
                        new Roster.Interval(startedAt, promotedAt, null),
                        new Roster.Interval(promotedAt, demotedAt, promotedAt),
                        new Roster.Interval(demotedAt, null, null));
        assertThat(mayFight(war, recruit.player(), promotedAt.minusMillis(1))).isFalse();
        assertThat(mayFight(war, recruit.player(), promotedAt)).isTrue();
        assertThat(mayFight(war, recruit.player(), demotedAt)).isFalse();
    }

    @Test
    void aPromotionDoesNotShortenTheTenure() {
        var war = active();
        var joinedAt = stage.clock.instant().plusSeconds(60);
        var recruit = member(Rank.RECRUIT, joinedAt);
        WarStage.run(stage.rosterKeeper.joined(attacker, recruit.player(), joinedAt));
        ranked(recruit, Rank.MEMBER, joinedAt.plusSeconds(60));

        assertThat(eligibleFrom(war, recruit.player())).isEqualTo(joinedAt.plus(Duration.ofHours(24)));
    }

    @Test
    void whoIsBannedFromWarsWhenAWarBegins_mayFightWhenTheBanIsOver() {
        var banned = attackers.get(7);
        stage.ban(banned, NOW.plus(Duration.ofDays(3)));

        var war = active();

        assertThat(eligibleFrom(war, banned)).isEqualTo(NOW.plus(Duration.ofDays(3)));
        assertThat(mayFight(war, banned, NOW.plus(Duration.ofDays(3)).minusMillis(1)))
                .isFalse();
        assertThat(eligibleFrom(war, attackers.get(8))).isEqualTo(((War.Active) stage.wars.war(war)).startedAt());
    }

    @Test
    void aBanFromWarsTakesTheRightToFightUntilItsEnd_andItsLiftingGivesItBack() {
        var war = active();
        var banned = attackers.get(7);
        var startedAt = ((War.Active) stage.wars.war(war)).startedAt();
        var bannedAt = startedAt.plus(Duration.ofHours(1));
        var liftedAt = startedAt.plus(Duration.ofHours(2));
        stage.clock.set(bannedAt);

        var sanction = stage.ban(banned, bannedAt.plus(Duration.ofDays(1)));
        WarStage.run(stage.rosterKeeper.changed(banned, bannedAt));

        assertThat(roster(war, banned).intervals())
                .containsExactly(
                        new Roster.Interval(startedAt, bannedAt, startedAt),
                        new Roster.Interval(bannedAt, null, bannedAt.plus(Duration.ofDays(1))));
        assertThat(mayFight(war, banned, bannedAt.minusMillis(1))).isTrue();

        stage.clock.set(liftedAt);
        stage.lift(sanction);
        WarStage.run(stage.rosterKeeper.changed(banned, liftedAt));

        assertThat(mayFight(war, banned, liftedAt.minusMillis(1))).isFalse();
        assertThat(mayFight(war, banned, liftedAt)).isTrue();
    }

    @Test
    void whoIsBannedFromWars_isNotEntitledByJoining_norByAPromotion() {
        var war = active();
        var now = stage.clock.instant();
        var until = now.plus(Duration.ofDays(3));
        var joiner = member(Rank.MEMBER, now.plusSeconds(60));
        var recruit = member(Rank.RECRUIT, now.plusSeconds(60));
        stage.ban(joiner.player(), until);
        stage.ban(recruit.player(), until);

        WarStage.run(stage.rosterKeeper.joined(attacker, joiner.player(), joiner.joinedAt()));
        WarStage.run(stage.rosterKeeper.joined(attacker, recruit.player(), recruit.joinedAt()));
        ranked(recruit, Rank.MEMBER, recruit.joinedAt().plusSeconds(60));

        assertThat(eligibleFrom(war, joiner.player())).isEqualTo(until);
        assertThat(eligibleFrom(war, recruit.player())).isEqualTo(until);
    }

    @Test
    void whoIsBannedForEver_isOnTheRosterWithoutTheRight_andGetsItWhenTheBanIsLifted() {
        var banned = attackers.get(7);
        var sanction = TestIdentity.sanction(banned, SanctionKind.BAN, NOW, null);
        WarStage.run(stage.sanctions.add(sanction));
        var war = active();
        assertThat(roster(war, banned).intervals())
                .extracting(Roster.Interval::eligibleFrom)
                .containsOnlyNulls();

        stage.clock.advance(Duration.ofHours(1));
        stage.lift(sanction);
        WarStage.run(stage.rosterKeeper.changed(banned, stage.clock.instant()));

        assertThat(eligibleFrom(war, banned)).isEqualTo(stage.clock.instant());
    }

    @Test
    void aRecruitWhoIsBannedFromWars_staysWithoutTheRight() {
        var recruit = member(Rank.RECRUIT, NOW.minus(Duration.ofDays(9)));
        var war = active();
        var before = roster(war, recruit.player()).intervals();
        stage.ban(recruit.player(), stage.clock.instant().plus(Duration.ofDays(3)));

        WarStage.run(stage.rosterKeeper.changed(recruit.player(), stage.clock.instant()));

        assertThat(roster(war, recruit.player()).intervals()).isEqualTo(before);
    }

    @Test
    void whoLeaves_keepsWhatItWasBefore() {
        var war = active();
        var leaver = attackers.get(7);
        var leftAt = stage.clock.instant().plus(Duration.ofHours(1));
        WarStage.run(stage.rosterKeeper.left(attacker, leaver, leftAt));

        assertThat(roster(war, leaver).status()).isEqualTo(ParticipantStatus.LEFT);
        assertThat(mayFight(war, leaver, leftAt.minusMillis(1))).isTrue();
        assertThat(mayFight(war, leaver, leftAt)).isFalse();
    }

    /// The reference's limit: 250 on a side.
    @Test
    void placesGoByRankThenJoining_whoFindsNoneIsRecordedWithout() {
        var big = new ClanId(UUID.randomUUID());
        var many = stage.clan(big, 252, 100_000);
        var longest = many.get(251);
        stage.guild.put(
                stage.guild.clan(big),
                new Member(
                        big, longest, Rank.MEMBER, NOW.minus(Duration.ofDays(90)), NOW.plus(Duration.ofDays(9)), 0, 1));
        var war = stage.declared(attackers.getFirst(), attacker, big);
        stage.nextPhase(war);
        stage.nextPhase(war);

        var side = stage.wars.participantsOf(war).values().stream()
                .filter(one -> one.side() == Side.DEFENDER)
                .toList();
        assertThat(side).hasSize(252);
        assertThat(side.stream().filter(Participants.Entrant::place)).hasSize(250);
        assertThat(roster(war).of(longest)).isPresent();
        assertThat(roster(war).entries()).hasSize(250 + 15);
        var out = side.stream()
                .filter(one -> !one.place())
                .map(Participants.Entrant::player)
                .toList();
        var lastIds = many.subList(3, 251).stream()
                .sorted(Comparator.comparing(one -> one.value().toString()))
                .toList()
                .subList(246, 248);
        assertThat(out).containsExactlyInAnyOrderElementsOf(lastIds);
    }

    @Test
    void whoJoinsAFullSide_hasNoPlaceUntilOneIsFree() {
        var rules = new ArrayList<>(TestWars.SECTIONS);
        rules.set(0, TestWars.withSides(15));
        var full = new WarStage(7, rules);
        var players = full.clan(attacker, 15, 100_000);
        full.clan(defender, 15, 0);
        var war = full.declared(players.getFirst(), attacker, defender);
        full.nextPhase(war);
        full.nextPhase(war);
        var at = full.clock.instant().plusSeconds(60);
        var late = new Member(attacker, new PlayerId(UUID.randomUUID()), Rank.MEMBER, at, at, 0, 1);
        full.guild.put(full.guild.clan(attacker), late);

        WarStage.run(full.rosterKeeper.joined(attacker, late.player(), at));
        assertThat(full.wars.participantsOf(war).get(late.player()))
                .isEqualTo(new Participants.Entrant(late.player(), attacker, Side.ATTACKER, at, null, false));
        assertThat(await(full.wars.rosters().of(war, Instant.EPOCH)).of(late.player()))
                .isEmpty();

        WarStage.run(full.rosterKeeper.left(attacker, late.player(), at.plusSeconds(1)));
        WarStage.run(full.rosterKeeper.left(attacker, players.get(9), at.plusSeconds(2)));
        WarStage.run(full.rosterKeeper.joined(attacker, late.player(), at.plusSeconds(3)));
        assertThat(await(full.wars.rosters().of(war, Instant.EPOCH)).of(late.player()))
                .isPresent();
    }

    private Member member(Rank rank, Instant joinedAt) {
        var member = new Member(
                attacker, new PlayerId(UUID.randomUUID()), rank, joinedAt, NOW.plus(Duration.ofDays(300)), 0, 1);
        stage.guild.put(stage.guild.clan(attacker), member);
        return member;
    }

    private void ranked(Member member, Rank rank, Instant at) {
        stage.guild.put(
                stage.guild.clan(attacker),
                new Member(attacker, member.player(), rank, member.joinedAt(), member.lastActiveAt(), 0, 2));
        WarStage.run(stage.rosterKeeper.ranked(attacker, member.player(), at));
    }

    private Roster roster(WarId war) {
        return await(stage.wars.rosters().of(war, Instant.EPOCH));
    }

    private Roster.Entry roster(WarId war, PlayerId player) {
        return roster(war).of(player).orElseThrow();
    }

    private boolean mayFight(WarId war, PlayerId player, Instant at) {
        return roster(war, player).mayFightAt(at);
    }

    private Instant eligibleFrom(WarId war, PlayerId player) {
        return Objects.requireNonNull(
                Objects.requireNonNull(stage.wars.participantsOf(war).get(player))
                        .eligibleFrom());
    }
}
