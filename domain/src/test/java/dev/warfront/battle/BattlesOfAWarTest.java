package dev.warfront.battle;

import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.war.TestWars;
import dev.warfront.war.TwoClansAtWar;
import dev.warfront.war.WarStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The edge cases of battles, through their use cases.
class BattlesOfAWarTest extends TwoClansAtWar {
    @Test
    void case19_aSecondResultForTheSameBattle_changesNothing() {
        var war = active();
        var battle = begun(war, target);
        var won = new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE);
        assertThat(await(stage.endBattle.end(server, battle, won))).isInstanceOf(End.Accepted.class);

        assertThat(await(stage.endBattle.end(server, battle, won))).isEqualTo(new End.WrongState(BattleStatus.ENDED));
        assertThat(await(stage.endBattle.end(UUID.randomUUID(), battle, won))).isInstanceOf(End.NotHost.class);
        assertThat(stage.scores.captures).hasSize(1);
    }

    @Test
    void case19_whenAnotherResultTookTheLandFirst_theLaterChangesNothing() {
        var war = active();
        var battle = begun(war, target);
        var land = await(stage.wars.find(war, target));
        assertThat(await(stage.wars.replace(war, land.capturedBy(Side.ATTACKER, attacker, stage.clock.instant()))))
                .isTrue();

        var won = new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE);
        assertThat(await(stage.endBattle.end(server, battle, won))).isEqualTo(new End.Superseded(target));
        assertThat(stage.battles.battle(battle)).isInstanceOf(Battle.Active.class);
        assertThat(stage.scores.captures).isEmpty();
    }

    @Test
    void aThousandBattlesInAll_areTheMost() {
        var war = active();
        var waiting = created(war, target);
        stage.battles.elsewhere(1_000);

        assertThat(await(stage.startBattle.start(server, waiting))).isInstanceOf(Start.WorldFull.class);
    }

    @Test
    void aLandHasOneBattleAtATime() {
        var war = active();
        begun(war, target);

        assertThat(await(stage.createBattle.create(defenders.get(2), war, target)))
                .isInstanceOf(Creation.TerritoryBusy.class);
    }

    @Test
    void threeBattlesOfAWar_areTheMost() {
        var lands = List.of(
                target,
                stage.put(TestLand.land(TerritoryType.RESOURCE, new Location(1, 1, 0), defender)),
                stage.put(TestLand.land(TerritoryType.RESOURCE, new Location(2, 2, 0), defender)),
                stage.put(TestLand.land(TerritoryType.RESOURCE, new Location(3, 3, 0), defender)));
        var war = activeWith(lands.toArray(TerritoryId[]::new));
        var waiting = created(war, lands.get(3));
        lands.subList(0, 3).forEach(land -> begun(war, land));

        assertThat(await(stage.startBattle.start(server, waiting))).isInstanceOf(Start.WarFull.class);
    }

    @Test
    void battlesAreForActiveWarsAndOfficersOfTheirLeads() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        assertThat(await(stage.createBattle.create(attackers.get(2), war, target)))
                .isEqualTo(new Creation.WarNotActive(WarStatus.DECLARED));
        stage.nextPhase(war);
        stage.nextPhase(war);

        assertThat(await(stage.createBattle.create(attackers.get(3), war, target)))
                .isInstanceOf(Creation.InsufficientRank.class);
        assertThat(await(stage.createBattle.create(attackers.get(2), war, TestWars.anyTerritory())))
                .isInstanceOf(Creation.NotContested.class);
        assertThat(await(stage.createBattle.create(new PlayerId(UUID.randomUUID()), war, target)))
                .isInstanceOf(Creation.NotLeadClan.class);
        assertThat(await(stage.startBattle.start(server, new BattleId(UUID.randomUUID()))))
                .isInstanceOf(Start.UnknownBattle.class);
    }

    @Test
    void case34_whenActiveEnds_battlesStopAndTheHolderKeeps() {
        var second = stage.put(TestLand.land(TerritoryType.RESOURCE, new Location(9, 9, 0), defender));
        var war = activeWith(target, second);
        var fought = begun(war, target);
        var planned = created(war, second);

        stage.nextPhase(war);

        assertThat(stage.battles.battle(fought)).isInstanceOfSatisfying(Battle.Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(BattleEndReason.ABORTED);
            assertThat(ended.holder()).isEqualTo(Side.DEFENDER);
        });
        assertThat(stage.battles.battle(planned))
                .isInstanceOfSatisfying(
                        Battle.Ended.class, ended -> assertThat(ended.reason()).isEqualTo(BattleEndReason.CANCELLED));
        assertThat(await(
                        stage.endBattle.end(server, fought, new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE))))
                .isEqualTo(new End.WrongState(BattleStatus.ENDED));
    }

    @Test
    void pastTheDeadline_nothingIsFought_alsoWhileTheTimerIsLate() {
        var war = active();
        var battle = begun(war, target);
        stage.clock.set(stage.wars.war(war).deadline().orElseThrow());

        assertThat(await(
                        stage.endBattle.end(server, battle, new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE))))
                .isInstanceOf(End.WarNotActive.class);
        assertThat(stage.scores.captures).isEmpty();
    }
}
