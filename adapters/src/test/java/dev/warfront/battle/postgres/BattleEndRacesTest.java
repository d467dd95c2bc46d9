package dev.warfront.battle.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.Battles;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.StartBattle;
import dev.warfront.battle.TestBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Territories;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.timer.Timer;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.EndReason;
import dev.warfront.war.LoggedEvent;
import dev.warfront.war.SurrenderWar;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarViews;
import dev.warfront.war.postgres.WarWorld;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The host's result, the end of its grace and the end of the war meet in one battle: one of them ends it.
class BattleEndRacesTest {
    private static final BattleResult WON = new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE);

    private final WarWorld world = new WarWorld();
    private final ClanId attacker = new ClanId(UUID.randomUUID());
    private final ClanId defender = new ClanId(UUID.randomUUID());
    private final UUID server = world.gameServer();
    private List<PlayerId> attackers = List.of();

    @BeforeEach
    void clans() {
        attackers = world.clan(attacker);
        world.clan(defender);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givenThreeEndsAtOnce_oneIsTheEnd_andCountersAndLandFitIt(long seed) {
        var random = new Random(seed);
        var land = world.land(defender, random.nextBoolean() ? TerritoryType.STRATEGIC : TerritoryType.RESOURCE, 2);
        var war = active(land);
        var battle = started(war, land);
        var timer = timerOf(war);
        world.clock.set(timer.fireAt());

        atOnce(random, hostEnds(battle), fires(timer), surrenders(war));

        var ended = (Battle.Ended) await(world.get(Battles.class).find(battle));
        assertThat(ended.version()).as("seed %d", seed).isEqualTo(3);
        assertThat(ended.reason()).isEqualTo(ended.captured() ? BattleEndReason.DECISIVE : BattleEndReason.ABORTED);
        assertThat(world.view(war).status()).isEqualTo(WarStatus.ENDING);
        assertThat(world.view(war).endReason()).isEqualTo(EndReason.SURRENDER);
        assertCounted(war, ended);
        assertLand(war, land, ended);
        assertThat(world.pending(war)).extracting(one -> one.kind().name()).containsExactly("CUT_OFF");
    }

    private void assertCounted(WarId war, Battle.Ended ended) {
        var captures = ended.captured() ? 1 : 0;
        assertThat(counted("war_battles")).isEqualTo(1);
        assertThat(counted("war_territory_captures")).isEqualTo(captures);
        assertThat(world.scores.captures).hasSize(captures);
        var log = await(world.get(WarViews.class).eventsAfter(war, null, 0, 100));
        assertThat(log)
                .extracting(LoggedEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        assertThat(log).filteredOn(one -> one.type().equals("battle.ended")).hasSize(1);
        assertThat(log)
                .filteredOn(one -> one.type().equals("territory.captured"))
                .hasSize(captures);
    }

    private void assertLand(WarId war, TerritoryId land, Battle.Ended ended) {
        var held = await(world.get(ContestedLands.class).find(war, land));
        assertThat(held.holderSide()).isEqualTo(ended.holder());
        assertThat(held.captureCount()).isEqualTo(ended.captured() ? 1 : 0);
        assertThat(await(world.get(Territories.class).find(land)).state()).isEqualTo(TerritoryState.CONTESTED);
    }

    private double counted(String name) {
        return world.meters.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private Mono<?> hostEnds(BattleId battle) {
        return world.get(EndBattle.class).end(server, battle, WON);
    }

    private Mono<?> fires(Timer timer) {
        return world.transactions().inTransaction(world.fire(timer));
    }

    private Mono<?> surrenders(WarId war) {
        return world.get(SurrenderWar.class)
                .surrender(attackers.getFirst(), war, world.view(war).version());
    }

    private static void atOnce(Random random, Mono<?>... racers) {
        var order = new ArrayList<>(List.of(racers));
        Collections.shuffle(order, random);
        Flux.merge(order).blockLast(WarWorld.PATIENCE);
    }

    private Timer timerOf(WarId war) {
        return world.pending(war).stream()
                .filter(one -> one.kind().name().equals("BATTLE_END"))
                .findFirst()
                .orElseThrow();
    }

    private WarId active(TerritoryId land) {
        var war = world.declare(attackers.getFirst(), attacker, defender, land);
        world.nextPhase(war);
        world.nextPhase(war);
        world.clock.advance(Duration.ofMinutes(1));
        return war;
    }

    private BattleId started(WarId war, TerritoryId land) {
        var command = TestBattles.command(attackers.get(2), war, land);
        var battle = done(await(world.get(CreateBattle.class).create(command)))
                .terms()
                .id();
        done(await(world.get(StartBattle.class).start(server, battle)));
        return battle;
    }

    private static <T> T done(Result<T, ?> result) {
        return switch (result) {
            case Result.Done<T, ?>(var value) -> value;
            case Result.Refused<T, ?>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }
}
