package dev.warfront.war;

import static dev.warfront.war.TestWars.points;
import static dev.warfront.war.TestWars.totals;
import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
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
import dev.warfront.territory.WarLand;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How wars end, who gets the land, and what rest the clans have then.
class WarEndsTest extends TwoClansAtWar {
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
                .isEqualTo(Result.refused(new WarRefusal.VersionMismatch(version)));
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
                .satisfies(ended -> assertThat(ended.transfers())
                        .containsExactly(new WarLand.Transfer(second, defender, attacker)));
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
}
