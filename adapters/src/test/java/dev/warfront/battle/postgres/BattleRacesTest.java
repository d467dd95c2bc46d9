package dev.warfront.battle.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.AbortBattle;
import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.EndBattle;
import dev.warfront.kernel.Result;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/// What the real database must keep apart: ends at once, timers that fire twice.
class BattleRacesTest extends BattlesOnPostgres {
    @RepeatedTest(3)
    void givenEndsAtOnce_oneIsTheEnd_andTheLandIsTakenOnce() {
        var land = world.land(defender);
        var battle = started(active(land), land);

        var ends = atOnce(Flux.range(0, 6)
                .map(i -> i % 2 == 0
                        ? world.get(EndBattle.class).end(server, battle, WON)
                        : world.get(AbortBattle.class).abort(ADMIN, battle, 2)));

        assertThat(ends.stream().filter(Result.Done.class::isInstance)).hasSize(1);
        var ended = (Battle.Ended) find(battle);
        assertThat(world.scores.captures).hasSize(ended.captured() ? 1 : 0);
    }

    @Test
    void givenASiegeWithoutAnEnd_itsTimerLiftsItOnce() {
        var land = world.land(defender, TerritoryType.STRATEGIC, 2);
        var war = active(land);
        var battle = started(war, land);
        assertThat(state(land)).isEqualTo(TerritoryState.BESIEGED);
        var timer = timer(war, "BATTLE_END");
        assertThat(timer.refId()).isEqualTo(battle.value());

        world.clock.set(timer.fireAt());
        atOnce(Flux.range(0, 4).map(_ -> world.fire(timer).thenReturn(timer)));

        assertThat(((Battle.Ended) find(battle)).reason()).isEqualTo(BattleEndReason.ABORTED);
        assertThat(state(land)).isEqualTo(TerritoryState.CONTESTED);
    }

    @Test
    void givenAWarThatEnds_noTimerOfItsBattlesIsLeft() {
        var land = world.land(defender);
        var war = active(land);
        started(war, land);

        world.nextPhase(war);

        assertThat(world.pending(war)).noneMatch(one -> one.kind().name().startsWith("BATTLE"));
    }
}
