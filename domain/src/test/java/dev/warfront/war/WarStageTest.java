package dev.warfront.war;

import static dev.warfront.war.TestWars.NOW;
import static dev.warfront.war.TestWars.points;
import static dev.warfront.war.TestWars.totals;
import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

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

        assertThat(((Declaration.Refused) back).violations().getFirst().openWar())
                .isEqualTo(war);
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
        var late = new PlayerId(UUID.randomUUID());
        var joinedAt = NOW.plus(Duration.ofHours(20));
        stage.guild.put(stage.guild.clan(attacker), new Member(attacker, late, Rank.RECRUIT, joinedAt, joinedAt, 0, 1));
        stage.nextPhase(war);
        stage.nextPhase(war);
        var recruit = new PlayerId(UUID.randomUUID());
        var inActive = stage.clock.instant().plusSeconds(60);
        WarStage.run(stage.membership.joined(attacker, recruit, inActive));

        assertThat(eligibleFrom(war, attackers.getFirst())).isEqualTo(((War.Active) stage.wars.war(war)).startedAt());
        assertThat(eligibleFrom(war, late)).isEqualTo(joinedAt.plus(Duration.ofHours(24)));
        assertThat(eligibleFrom(war, recruit)).isEqualTo(inActive.plus(Duration.ofHours(24)));
        assertThat(stage.wars.participantsOf(war)).hasSize(32);
    }

    @Test
    void case28_bothSurrender_theLaterLearnsThatItIsOver() {
        var war = active();
        var version = stage.wars.war(war).version();
        assertThat(await(stage.surrenderWar.surrender(attackers.getFirst(), war, version)))
                .isInstanceOf(Surrender.Accepted.class);

        assertThat(await(stage.surrenderWar.surrender(defenders.getFirst(), war, version)))
                .isEqualTo(new Surrender.WrongPhase(WarStatus.ENDING));
    }

    @Test
    void case28_whoDefendsASiege_mayNotSurrenderUntilItIsOver() {
        var fort = stage.put(TestLand.land(TerritoryType.STRATEGIC, new Location(5, 5, 0), defender));
        var war = activeWith(fort);
        var siege = begun(war, fort);
        var version = stage.wars.war(war).version();

        assertThat(await(stage.surrenderWar.surrender(defenders.getFirst(), war, version)))
                .isEqualTo(new Surrender.SiegeRunning(Side.DEFENDER));
        await(stage.endBattle.end(server, siege, new BattleResult(Side.DEFENDER, BattleEndReason.TIME_OVER)));
        assertThat(await(stage.surrenderWar.surrender(defenders.getFirst(), war, version)))
                .isInstanceOf(Surrender.Accepted.class);
    }

    @Test
    void surrenderNeedsTheLeaderOfALeadClanAndTheVersionItSaw() {
        var war = active();
        var version = stage.wars.war(war).version();
        var stranger = stage.clan(new ClanId(UUID.randomUUID()), 15, 0).getFirst();

        assertThat(await(stage.surrenderWar.surrender(attackers.get(1), war, version)))
                .isInstanceOf(Surrender.InsufficientRank.class);
        assertThat(await(stage.surrenderWar.surrender(stranger, war, version)))
                .isInstanceOf(Surrender.NotLeadClan.class);
        assertThat(await(stage.surrenderWar.surrender(new PlayerId(UUID.randomUUID()), war, version)))
                .isInstanceOf(Surrender.NotLeadClan.class);
        assertThat(await(stage.surrenderWar.surrender(attackers.getFirst(), war, version - 1)))
                .isEqualTo(new Surrender.StaleVersion(version));
        assertThat(await(stage.surrenderWar.surrender(attackers.getFirst(), new WarId(UUID.randomUUID()), version)))
                .isInstanceOf(Surrender.UnknownWar.class);
    }

    @Test
    void case29_equalTotals_areADraw_andTheLandReverts() {
        var war = active();
        capture(war, target);
        capture(war, target);
        stage.scores.totals.put(war, totals(points(300), points(300)));

        end(war);

        assertThat(((War.Ended) stage.wars.war(war)).decision().outcome()).isEqualTo(Outcome.DRAW);
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

        assertThat(outcome).isInstanceOf(Cancel.Accepted.class);
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
    void givenTooManyAttempts_theDeclarationWaits() {
        var retryAt = NOW.plus(Duration.ofMinutes(20));
        var strict = new WarStage(7, (clan, perHour, now) -> Mono.just(retryAt));
        var players = strict.clan(attacker, 15, 100_000);
        strict.clan(defender, 15, 0);

        assertThat(strict.declare(players.getFirst(), attacker, defender))
                .isEqualTo(new Declaration.RateLimited(retryAt));
        assertThat(strict.declare(players.get(5), attacker, defender)).isInstanceOf(Declaration.InsufficientRank.class);
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
            WarStage.run(stage.settleWar.fire(timer, stage.clock.instant()));
        }

        assertThat(stage.wars.war(war)).isEqualTo(ended);
        assertThat(stage.outbox.events()).hasSize(events);
    }

    private Instant eligibleFrom(WarId war, PlayerId player) {
        return Objects.requireNonNull(stage.wars.participantsOf(war).get(player))
                .eligibleFrom();
    }

    private List<WarStatus> phases(WarId war) {
        return stage.wars.log(war).stream()
                .filter(WarEvent.PhaseChanged.class::isInstance)
                .map(event -> ((WarEvent.PhaseChanged) event).to())
                .toList();
    }

    private static List<DeclarationCode> refusals(Declaration declaration) {
        return ((Declaration.Refused) declaration)
                .violations().stream().map(Violation::code).toList();
    }
}
