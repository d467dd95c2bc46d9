package dev.warfront.battle;

import static dev.warfront.war.WarStage.await;
import static dev.warfront.war.WarStage.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleRefusal.CaptureLocked;
import dev.warfront.battle.BattleRefusal.CaptureSuperseded;
import dev.warfront.battle.BattleRefusal.HoldsTerritory;
import dev.warfront.battle.BattleRefusal.InsufficientRank;
import dev.warfront.battle.BattleRefusal.NotContested;
import dev.warfront.battle.BattleRefusal.NotHost;
import dev.warfront.battle.BattleRefusal.NotLeadClan;
import dev.warfront.battle.BattleRefusal.TerritoryBusy;
import dev.warfront.battle.BattleRefusal.UnknownBattle;
import dev.warfront.battle.BattleRefusal.UnknownWar;
import dev.warfront.battle.BattleRefusal.WarFull;
import dev.warfront.battle.BattleRefusal.WarNotActive;
import dev.warfront.battle.BattleRefusal.WorldFull;
import dev.warfront.battle.BattleRefusal.WrongState;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryEvent.TerritoryContested;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.TestLand;
import dev.warfront.war.TestWars;
import dev.warfront.war.TwoClansAtWar;
import dev.warfront.war.WarStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The edge cases of battles, through their use cases.
class BattlesOfAWarTest extends TwoClansAtWar {
    private static final BattleResult WON = new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE);

    @Test
    void case19_aSecondResultForTheSameBattle_changesNothing() {
        var war = active();
        var battle = begun(war, target);
        assertThat(end(battle)).isInstanceOf(Result.Done.class);

        assertThat(refusal(end(battle))).isEqualTo(new WrongState(BattleStatus.ENDED));
        assertThat(refusal(await(stage.endBattle.end(UUID.randomUUID(), battle, WON))))
                .isEqualTo(new NotHost(battle));
        assertThat(stage.scores.captures).hasSize(1);
    }

    @Test
    void case19_whenAnotherResultTookTheLandFirst_theLaterChangesNothing() {
        var war = active();
        var battle = begun(war, target);
        var land = await(stage.wars.find(war, target));
        run(stage.wars.replace(war, land.capturedBy(Side.ATTACKER, attacker, stage.clock.instant())));

        assertThat(refusal(end(battle))).isEqualTo(new CaptureSuperseded(target));
        assertThat(stage.battles.battle(battle)).isInstanceOf(Battle.Active.class);
        assertThat(stage.scores.captures).isEmpty();
    }

    @Test
    void aCapturedLandKeepsItsHolderForHalfAnHour() {
        var war = active();
        capture(war, target);
        var until = stage.clock
                .instant()
                .plus(TestWars.RULES.section(CaptureRules.class).lock());
        var length = TestWars.RULES.section(BattleRules.class).resourceLength();
        stage.clock.set(until.minus(length));
        var back = begun(war, target);
        var won = new BattleResult(Side.DEFENDER, BattleEndReason.DECISIVE);

        stage.clock.set(until.minusMillis(1));
        assertThat(refusal(await(stage.endBattle.end(server, back, won)))).isEqualTo(new CaptureLocked(target, until));
        assertThat(stage.scores.captures).hasSize(1);
        stage.clock.set(until);
        assertThat(done(await(stage.endBattle.end(server, back, won))).captured())
                .isTrue();
        assertThat(stage.scores.captures).hasSize(2);
    }

    @Test
    void aBattleWhoseWinCouldNotCount_isNotCalledFor() {
        var war = active();
        capture(war, target);
        var until = Objects.requireNonNull(await(stage.wars.find(war, target)).lockedUntil());
        var length = TestWars.RULES.section(BattleRules.class).resourceLength();
        var back = TestBattles.command(defenders.get(2), war, target);

        stage.clock.set(until.minus(length).minusMillis(1));
        assertThat(refusal(await(stage.createBattle.create(back)))).isEqualTo(new CaptureLocked(target, until));
        stage.clock.advance(Duration.ofMillis(1));
        assertThat(done(await(stage.createBattle.create(back))).holder()).isEqualTo(Side.ATTACKER);
    }

    @Test
    void theSideThatHoldsTheLand_callsForNoBattle() {
        var war = active();
        var byHolder = TestBattles.command(defenders.get(2), war, target);
        assertThat(refusal(await(stage.createBattle.create(byHolder)))).isEqualTo(new HoldsTerritory(target));

        capture(war, target);

        assertThat(refusal(create(war, target))).isEqualTo(new HoldsTerritory(target));
    }

    /// Nodes have clocks of their own.
    @Test
    void aServerWhoseNodeIsBehind_beginsAndEndsNoEarlierThanItMay() {
        var war = active();
        var battle = created(war, target);
        var planned = stage.battles.battle(battle).terms().scheduledAt();

        stage.clock.set(planned.minusMillis(3));
        var begun = done(start(battle));
        stage.clock.set(planned.minusMillis(2));
        var ended = done(end(battle));

        assertThat(begun.startedAt()).isEqualTo(planned);
        assertThat(begun.endsAt()).isEqualTo(planned.plus(Duration.ofMinutes(15)));
        assertThat(ended.endedAt()).isEqualTo(planned);
    }

    @Test
    void aThousandBattlesInAll_areTheMost() {
        var war = active();
        var waiting = created(war, target);
        stage.battles.elsewhere(1_000);

        assertThat(refusal(start(waiting))).isEqualTo(new WorldFull(1_000));
        assertThat(refusal(create(war, strategic()))).isInstanceOf(NotContested.class);
    }

    @Test
    void aLandHasOneBattleAtATime() {
        var war = active();
        begun(war, target);

        assertThat(refusal(await(stage.createBattle.create(TestBattles.command(attackers.get(1), war, target)))))
                .isEqualTo(new TerritoryBusy(target));
    }

    @Test
    void threeBattlesOfAWar_areTheMost() {
        var lands = Stream.concat(Stream.of(target), Stream.of(1, 2, 3).map(this::resource))
                .toList();
        var war = activeWith(lands.toArray(TerritoryId[]::new));
        var waiting = created(war, lands.get(3));
        lands.subList(0, 3).forEach(land -> begun(war, land));

        assertThat(refusal(start(waiting))).isEqualTo(new WarFull(3));
    }

    @Test
    void battlesAreForActiveWarsAndOfficersOfTheirLeads() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        assertThat(refusal(create(war, target))).isEqualTo(new WarNotActive(WarStatus.DECLARED));
        stage.nextPhase(war);
        stage.nextPhase(war);
        var nowhere = TestWars.anyTerritory();
        var nobody = new PlayerId(UUID.randomUUID());
        var unknown = new WarId(UUID.randomUUID());
        var battle = new BattleId(UUID.randomUUID());

        assertThat(refusal(await(stage.createBattle.create(TestBattles.command(attackers.get(3), war, target)))))
                .isEqualTo(new InsufficientRank(Rank.OFFICER));
        assertThat(refusal(create(war, nowhere))).isEqualTo(new NotContested(nowhere));
        assertThat(refusal(await(stage.createBattle.create(TestBattles.command(nobody, war, target)))))
                .isEqualTo(new NotLeadClan(war));
        assertThat(refusal(create(unknown, target))).isEqualTo(new UnknownWar(unknown));
        assertThat(refusal(start(battle))).isEqualTo(new UnknownBattle(battle));
        assertThat(refusal(end(battle))).isEqualTo(new UnknownBattle(battle));
        assertThat(refusal(await(stage.abortBattle.abort(attackers.getFirst(), battle, 1))))
                .isEqualTo(new UnknownBattle(battle));
    }

    @Test
    void landIsBesiegedWhileASiegeForItRuns() {
        var castle = strategic();
        var war = activeWith(castle);
        var battle = created(war, castle);
        assertThat(stage.land.land(castle).state()).isEqualTo(TerritoryState.CONTESTED);

        done(start(battle));
        assertThat(stage.land.land(castle).state()).isEqualTo(TerritoryState.BESIEGED);
        done(await(stage.endBattle.end(server, battle, new BattleResult(Side.DEFENDER, BattleEndReason.TIME_OVER))));

        assertThat(stage.land.land(castle).state()).isEqualTo(TerritoryState.CONTESTED);
        assertThat(stage.outbox.events(TerritoryContested.class).stream()
                        .filter(event -> event.territory().equals(castle))
                        .map(TerritoryContested::state))
                .containsExactly(
                        TerritoryState.LOCKED,
                        TerritoryState.CONTESTED,
                        TerritoryState.BESIEGED,
                        TerritoryState.CONTESTED);
    }

    @Test
    void aWarThatEndsDuringASiege_releasesItsLand() {
        var castle = strategic();
        var war = activeWith(castle);
        begun(war, castle);

        end(war);

        assertThat(stage.land.land(castle).state()).isEqualTo(TerritoryState.OWNED);
    }

    @Test
    void case34_whenActiveEnds_battlesStopAndTheHolderKeeps() {
        var second = resource(9);
        var war = activeWith(target, second);
        var fought = begun(war, target);
        var planned = created(war, second);

        stage.nextPhase(war);

        assertAborted(fought);
        assertThat(stage.battles.battle(planned))
                .isInstanceOfSatisfying(
                        Battle.Ended.class, ended -> assertThat(ended.reason()).isEqualTo(BattleEndReason.CANCELLED));
        assertThat(refusal(end(fought))).isEqualTo(new WrongState(BattleStatus.ENDED));
        assertThat(stage.pending(war)).noneMatch(timer -> timer.kind().name().startsWith("BATTLE"));
    }

    @Test
    void pastTheDeadline_nothingIsFought_alsoWhileTheTimerIsLate() {
        var war = active();
        var battle = begun(war, target);
        stage.clock.set(stage.wars.war(war).deadline().orElseThrow());

        assertThat(refusal(end(battle))).isEqualTo(new WarNotActive(WarStatus.ACTIVE));
        assertThat(stage.scores.captures).isEmpty();
    }

    private void assertAborted(BattleId battle) {
        assertThat(stage.battles.battle(battle)).isInstanceOfSatisfying(Battle.Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(BattleEndReason.ABORTED);
            assertThat(ended.winner()).isNull();
            assertThat(ended.holder()).isEqualTo(Side.DEFENDER);
        });
    }

    private TerritoryId resource(int place) {
        return stage.put(TestLand.land(TerritoryType.RESOURCE, new Location(place, place, 0), defender));
    }

    private TerritoryId strategic() {
        return stage.put(TestLand.land(TerritoryType.STRATEGIC, new Location(50, 50, 0), defender));
    }

    private Result<Battle.Created, BattleRefusal> create(WarId war, TerritoryId land) {
        return await(stage.createBattle.create(TestBattles.command(attackers.get(2), war, land)));
    }

    private Result<Battle.Active, BattleRefusal> start(BattleId battle) {
        return await(stage.startBattle.start(server, battle));
    }

    private Result<Battle.Ended, BattleRefusal> end(BattleId battle) {
        return await(stage.endBattle.end(server, battle, WON));
    }
}
