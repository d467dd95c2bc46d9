package dev.warfront.war;

import static dev.warfront.war.TestWars.NOW;
import static dev.warfront.war.TestWars.points;
import static dev.warfront.war.TestWars.refusal;
import static dev.warfront.war.TestWars.totals;
import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The edge cases of wars, through their use cases.
class WarStageTest extends TwoClansAtWar {
    @Test
    void case3_membersMayLeaveAfterTheDeclaration_tenAreEnoughAtTheStart() {
        var few = new ClanId(UUID.randomUUID());
        var players = stage.clan(few, 15, 100_000);
        var war = stage.declared(players.getFirst(), few, defender, target);
        for (var player : players.subList(9, 15)) {
            stage.guild.put(
                    stage.guild.clan(few), new Member(few, player, Rank.MEMBER, NOW, NOW.minusSeconds(1), 0, 1));
        }
        stage.clock.advance(Duration.ofDays(7));

        stage.fireDue();
        stage.nextPhase(war);

        assertThat(stage.wars.war(war)).isInstanceOfSatisfying(War.Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(EndReason.FORFEIT);
            assertThat(ended.winner()).isEqualTo(defender);
            assertThat(ended.history().everActive()).isFalse();
        });
        assertThat(stage.scores.marked).isEmpty();
    }

    @Test
    void case4_landOfAThirdClan_isNotTheDefenders() {
        var third = stage.put(TestLand.owned(new ClanId(UUID.randomUUID())));

        assertThat(refusals(stage.declare(attackers.getFirst(), attacker, defender, third)))
                .containsExactly(DeclarationCode.WAR_TERRITORY_NOT_DEFENDERS);
    }

    @Test
    void case5_aSecondWarForTheSameLand_isTooLate() {
        var other = new ClanId(UUID.randomUUID());
        var others = stage.clan(other, 15, 100_000);
        stage.declared(attackers.getFirst(), attacker, defender, target);

        assertThat(refusals(stage.declare(others.getFirst(), other, defender, target)))
                .containsExactly(DeclarationCode.WAR_TERRITORY_LOCKED);
    }

    @Test
    void case6_whoDeclaresBack_isToldOfTheWarThereIs() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);

        var back = stage.declare(defenders.getFirst(), /* attacker= */ defender, /* defender= */ attacker);

        assertThat(violations(back).getFirst().openWar()).isEqualTo(war);
    }

    @Test
    void case7_anEmptyTreasuryDeclaresNothing() {
        var poor = new ClanId(UUID.randomUUID());
        var players = stage.clan(poor, 15, 9_999);

        assertThat(refusals(stage.declare(players.getFirst(), poor, defender, target)))
                .containsExactly(DeclarationCode.WAR_TREASURY_INSUFFICIENT);
        assertThat(stage.wars.all()).isEmpty();
        assertThat(stage.land.land(target).state()).isEqualTo(TerritoryState.OWNED);
    }

    @Test
    void case8_tenMinutesLate_countsAsPlanned() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.nextPhase(war);
        var planned = stage.wars.war(war).deadline().orElseThrow();
        stage.clock.set(planned.plus(Duration.ofMinutes(10)));

        stage.fireDue();

        var active = (War.Active) stage.wars.war(war);
        assertThat(active.startedAt()).isEqualTo(planned);
        assertThat(active.deadlineAt()).isEqualTo(planned.plus(Duration.ofDays(7)));
    }

    @Test
    void case8_threeHoursLate_getsItsFullLengthFromNow() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.nextPhase(war);
        var now = stage.wars.war(war).deadline().orElseThrow().plus(Duration.ofHours(3));
        stage.clock.set(now);

        stage.fireDue();

        var active = (War.Active) stage.wars.war(war);
        assertThat(active.startedAt()).isEqualTo(now);
        assertThat(active.deadlineAt()).isEqualTo(now.plus(Duration.ofDays(7)));
    }

    @Test
    void case8_overTwoDeadlines_noPhaseIsSkipped() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.clock.advance(Duration.ofDays(3));

        stage.fireDue();
        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.PREPARATION);
        stage.clock.advance(Duration.ofDays(10));
        stage.fireDue();

        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ACTIVE);
        assertThat(phases(war)).containsExactly(WarStatus.PREPARATION, WarStatus.ACTIVE);
    }

    @Test
    void case9_downOverTheEnd_theCutOffIsTheStoredDeadline() {
        var war = active();
        var deadline = stage.wars.war(war).deadline().orElseThrow();
        stage.clock.set(deadline.plus(Duration.ofHours(2)));

        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));

        assertThat(((War.Ending) stage.wars.war(war)).cutOffAt()).isEqualTo(deadline);
        assertThat(stage.scores.marked).containsExactly(war);
    }

    @Test
    void case10_aTimerThatFiresTwice_movesOnce() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        var timer = stage.pending(war).getFirst();
        stage.nextPhase(war);
        var once = stage.wars.war(war);

        WarStage.run(stage.phaseTimers.fire(timer, stage.clock.instant()));

        assertThat(stage.wars.war(war)).isEqualTo(once);
    }

    @Test
    void case25_whoJoinsLate_isEligibleAfterTheTenure() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        var early = member(Rank.MEMBER, NOW.plus(Duration.ofHours(20)));
        stage.nextPhase(war);
        stage.nextPhase(war);
        var late = member(Rank.MEMBER, stage.clock.instant().plusSeconds(60));
        WarStage.run(stage.membership.joined(attacker, late.player(), late.joinedAt()));

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
        WarStage.run(stage.membership.joined(attacker, recruit.player(), joinedAt));
        ranked(recruit, Rank.MEMBER, joinedAt.plusSeconds(60));

        assertThat(eligibleFrom(war, recruit.player())).isEqualTo(joinedAt.plus(Duration.ofHours(24)));
    }

    @Test
    void whoLeaves_keepsWhatItWasBefore() {
        var war = active();
        var leaver = attackers.get(7);
        var leftAt = stage.clock.instant().plus(Duration.ofHours(1));
        WarStage.run(stage.membership.left(attacker, leaver, false, leftAt));

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

        WarStage.run(full.membership.joined(attacker, late.player(), at));
        assertThat(full.wars.participantsOf(war).get(late.player()))
                .isEqualTo(new Participants.Entrant(late.player(), attacker, Side.ATTACKER, at, null, false));
        assertThat(await(full.wars.rosters().of(war)).of(late.player())).isEmpty();

        WarStage.run(full.membership.left(attacker, late.player(), false, at.plusSeconds(1)));
        WarStage.run(full.membership.left(attacker, players.get(9), false, at.plusSeconds(2)));
        WarStage.run(full.membership.joined(attacker, late.player(), at.plusSeconds(3)));
        assertThat(await(full.wars.rosters().of(war)).of(late.player())).isPresent();
    }

    @Test
    void landThatChangedHands_cannotBeNamedBeforeItsWarIsOver() {
        var war = active();
        capture(war, target);
        stage.scores.totals.put(war, totals(points(300), points(200)));
        var other = new ClanId(UUID.randomUUID());
        var others = stage.clan(other, 15, 100_000);
        stage.nextPhase(war);
        var at = stage.clock.instant();
        WarStage.run(stage.decideWar.fire(WarTimers.settleOutcome(war, at), at));
        WarStage.run(stage.settleWar.fire(WarTimers.settleLand(war, at), at));

        assertThat(stage.land.land(target).owner()).isEqualTo(attacker);
        assertThat(refusals(stage.declare(others.getFirst(), other, attacker, target)))
                .contains(DeclarationCode.WAR_TERRITORY_LOCKED);
        WarStage.run(stage.settleWar.fire(WarTimers.settleEnd(war, at), at));
        assertThat(stage.land.land(target).lockedBy()).isNull();
        assertThat(stage.land.land(target).state()).isEqualTo(TerritoryState.OWNED);
    }

    @Test
    void case28_bothSurrender_theLaterLearnsThatItIsOver() {
        var war = active();
        var version = stage.wars.war(war).version();
        assertThat(await(stage.surrenderWar.surrender(attackers.getFirst(), war, version)))
                .isInstanceOf(Result.Done.class);

        assertThat(await(stage.surrenderWar.surrender(defenders.getFirst(), war, version)))
                .isEqualTo(Result.refused(new WarRefusal.WrongPhase(WarStatus.ENDING)));
    }

    @Test
    void case28_whoDefendsASiege_mayNotSurrenderUntilItIsOver() {
        var fort = stage.put(TestLand.land(TerritoryType.STRATEGIC, new Location(5, 5, 0), defender));
        var war = activeWith(fort);
        var siege = begun(war, fort);
        var version = stage.wars.war(war).version();

        assertThat(await(stage.surrenderWar.surrender(defenders.getFirst(), war, version)))
                .isEqualTo(Result.refused(new WarRefusal.SiegeRunning(Side.DEFENDER)));
        await(stage.endBattle.end(server, siege, new BattleResult(Side.DEFENDER, BattleEndReason.TIME_OVER)));
        assertThat(await(stage.surrenderWar.surrender(defenders.getFirst(), war, version)))
                .isInstanceOf(Result.Done.class);
    }

    @Test
    void surrenderNeedsTheLeaderOfALeadClanAndTheVersionItSaw() {
        var war = active();
        var version = stage.wars.war(war).version();
        var stranger = stage.clan(new ClanId(UUID.randomUUID()), 15, 0).getFirst();

        assertThat(await(stage.surrenderWar.surrender(attackers.get(1), war, version)))
                .isEqualTo(Result.refused(new WarRefusal.InsufficientRank(Rank.LEADER)));
        assertThat(await(stage.surrenderWar.surrender(stranger, war, version)))
                .isEqualTo(Result.refused(new WarRefusal.NotLeadClan(war)));
        assertThat(await(stage.surrenderWar.surrender(new PlayerId(UUID.randomUUID()), war, version)))
                .isEqualTo(Result.refused(new WarRefusal.NotLeadClan(war)));
        assertThat(await(stage.surrenderWar.surrender(attackers.getFirst(), war, version - 1)))
                .isEqualTo(Result.refused(new WarRefusal.StaleVersion(version)));
        var unknown = new WarId(UUID.randomUUID());
        assertThat(await(stage.surrenderWar.surrender(attackers.getFirst(), unknown, version)))
                .isEqualTo(Result.refused(new WarRefusal.UnknownWar(unknown)));
    }

    @Test
    void case29_equalTotals_areADraw_andTheLandReverts() {
        var war = active();
        capture(war, target);
        capture(war, target);
        stage.scores.totals.put(war, totals(points(300), points(300)));

        end(war);

        assertThat(((War.Ended) stage.wars.war(war)).result().outcome()).isEqualTo(WarOutcome.DRAW);
        assertThat(stage.land.land(target).owner()).isEqualTo(defender);
        assertThat(stage.land.land(target).state()).isEqualTo(TerritoryState.OWNED);
        assertThat(stage.land.land(target).lockedBy()).isNull();
    }

    @Test
    void theWinnerGetsTheTargetsItHolds_andThoseOnly() {
        var second = stage.put(TestLand.land(TerritoryType.RESOURCE, new Location(9, 9, 0), defender));
        var war = activeWith(target, second);
        capture(war, second);
        stage.scores.totals.put(war, totals(points(300), points(200)));

        end(war);

        assertThat(stage.land.land(second).owner()).isEqualTo(attacker);
        assertThat(stage.land.land(second).protectedUntil())
                .isEqualTo(stage.clock.instant().plus(Duration.ofDays(3)));
        assertThat(stage.land.land(target).owner()).isEqualTo(defender);
        assertThat(stage.outbox.events(WarEvent.Ended.class))
                .singleElement()
                .satisfies(ended ->
                        assertThat(ended.transfers()).containsExactly(new LandTransfer(second, defender, attacker)));
    }

    @Test
    void whereTheDefenderWins_targetsStayWithIt() {
        var war = active();
        capture(war, target);
        stage.scores.totals.put(war, totals(points(200), points(300)));

        end(war);

        assertThat(stage.land.land(target).owner()).isEqualTo(defender);
        assertThat(stage.guild.clan(attacker).warRecord().lossStreak()).isEqualTo(1);
    }

    @Test
    void aDefenderThatGivesUpUntouched_cedesItsEasiestTarget() {
        var hard = stage.put(TestLand.land(TerritoryType.STRATEGIC, new Location(9, 9, 0), defender));
        var war = stage.declared(attackers.getFirst(), attacker, defender, hard, target);
        stage.nextPhase(war);

        await(stage.surrenderWar.surrender(
                defenders.getFirst(), war, stage.wars.war(war).version()));
        stage.fireDue();

        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ENDED);
        assertThat(stage.land.land(target).owner()).isEqualTo(attacker);
        assertThat(stage.land.land(hard).owner()).isEqualTo(defender);
    }

    @Test
    void afterAWar_bothHaveTheirRest() {
        var war = active();
        stage.scores.totals.put(war, totals(points(200), points(300)));
        end(war);
        var endedAt = ((War.Ended) stage.wars.war(war)).endedAt();

        assertThat(stage.guild.clan(attacker).declareCooldownUntil()).isEqualTo(endedAt.plus(Duration.ofHours(24)));
        assertThat(stage.guild.clan(attacker).immuneUntil()).isEqualTo(endedAt.plus(Duration.ofDays(3)));
        assertThat(refusals(stage.declare(defenders.getFirst(), /* attacker= */ defender, /* defender= */ attacker)))
                .containsExactly(DeclarationCode.WAR_PAIR_COOLDOWN, DeclarationCode.WAR_TARGET_IMMUNE);
    }

    @Test
    void cancellingInPreparation_leavesTheDefenderInPeace() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.nextPhase(war);

        var outcome = await(stage.cancelWar.cancel(
                attackers.get(1), war, stage.wars.war(war).version()));

        assertThat(outcome).isInstanceOf(Result.Done.class);
        assertThat(stage.guild.clan(attacker).treasury()).isEqualTo(90_000);
        assertThat(stage.guild.clan(defender).treasury()).isEqualTo(102_500);
        assertThat(stage.guild.clan(defender).immuneUntil())
                .isEqualTo(stage.clock.instant().plus(Duration.ofHours(24)));
        assertThat(stage.land.land(target).lockedBy()).isNull();
        assertThat(stage.pending(war)).isEmpty();
    }

    @Test
    void declaringEndsTheDeclarersOwnImmunity() {
        WarStage.run(stage.records.makeImmune(attacker, NOW.plus(Duration.ofDays(3))));

        stage.declared(attackers.getFirst(), attacker, defender, target);

        assertThat(stage.guild.clan(attacker).immuneUntil()).isNull();
    }

    @Test
    void settlementWaitsForTheMark_notForTheClock() {
        var war = active();
        stage.nextPhase(war);
        stage.clock.advance(Duration.ofSeconds(59));
        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));
        assertThat(stage.scores.marked).isEmpty();
        stage.clock.advance(Duration.ofSeconds(1));
        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));
        stage.clock.advance(Duration.ofDays(1));
        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));
        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ENDING);

        stage.fireDue();

        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ENDED);
    }

    @Test
    void aStepOfTheSettlementDoneTwice_isDoneOnce() {
        var war = active();
        capture(war, target);
        stage.scores.totals.put(war, totals(points(300), points(200)));
        end(war);
        var ended = stage.wars.war(war);
        var events = stage.outbox.events().size();

        for (var timer : List.of(
                WarTimers.cutOff(war, Instant.EPOCH),
                WarTimers.settleOutcome(war, Instant.EPOCH),
                WarTimers.settleLand(war, Instant.EPOCH),
                WarTimers.settleEnd(war, Instant.EPOCH))) {
            for (var handler : stage.handlers()) {
                if (handler.kinds().contains(timer.kind())) {
                    WarStage.run(handler.fire(timer, stage.clock.instant()));
                }
            }
        }

        assertThat(stage.wars.war(war)).isEqualTo(ended);
        assertThat(stage.outbox.events()).hasSize(events);
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
        WarStage.run(stage.membership.ranked(attacker, member.player(), at));
    }

    private Roster roster(WarId war) {
        return await(stage.wars.rosters().of(war));
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

    private List<WarStatus> phases(WarId war) {
        return stage.wars.log(war).stream()
                .filter(WarEvent.PhaseChanged.class::isInstance)
                .map(event -> ((WarEvent.PhaseChanged) event).to())
                .toList();
    }

    private static List<DeclarationCode> refusals(Result<War.Declared, WarRefusal> declaration) {
        return violations(declaration).stream().map(DeclarationViolation::code).toList();
    }

    private static List<DeclarationViolation> violations(Result<War.Declared, WarRefusal> declaration) {
        return ((WarRefusal.Violations) refusal(declaration)).found();
    }
}
