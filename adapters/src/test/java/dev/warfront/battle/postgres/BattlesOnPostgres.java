package dev.warfront.battle.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.BattleTerms;
import dev.warfront.battle.Battles;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.StartBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Territories;
import dev.warfront.territory.TerritoryState;
import dev.warfront.timer.Timer;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.postgres.TwoClansOnPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Two clans at war over the real PostgreSQL, and a game server that fights their battles.
abstract class BattlesOnPostgres extends TwoClansOnPostgres {
    static final BattleResult WON = new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE);

    final UUID server = world.gameServer();

    final WarId active(TerritoryId... lands) {
        var war = world.declare(attackers.getFirst(), attacker, defender, lands);
        world.nextPhase(war);
        world.nextPhase(war);
        world.clock.advance(Duration.ofMinutes(1));
        return war;
    }

    /// Called for by the side that does not hold the land.
    final BattleId created(WarId war, TerritoryId land, @Nullable UUID named) {
        var held = await(world.get(ContestedLands.class).find(war, land));
        var assaulting = held.holderSide() == Side.DEFENDER ? attackers : defenders;
        var command = new CreateBattle.Command(assaulting.get(2), war, land, BattleTerms.Host.GAME_SERVER, named);
        return done(await(world.get(CreateBattle.class).create(command)))
                .terms()
                .id();
    }

    final BattleId started(WarId war, TerritoryId land) {
        var battle = created(war, land, null);
        done(await(world.get(StartBattle.class).start(server, battle)));
        return battle;
    }

    final Battle find(BattleId battle) {
        return await(world.get(Battles.class).find(battle));
    }

    final TerritoryState state(TerritoryId land) {
        return await(world.get(Territories.class).find(land)).state();
    }

    /// The one timer of that kind.
    final Timer timer(WarId war, String kind) {
        var timers = world.pending(war).stream()
                .filter(timer -> timer.kind().name().equals(kind))
                .toList();
        assertThat(timers).hasSize(1);
        return timers.getFirst();
    }

    /// Each in a transaction of its own.
    final <T> List<T> atOnce(Flux<Mono<T>> works) {
        return await(works.flatMap(work -> world.transactions().inTransaction(work), 6)
                .collectList());
    }

    static <T> T done(Result<T, ?> result) {
        return switch (result) {
            case Result.Done<T, ?>(var value) -> value;
            case Result.Refused<T, ?>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }
}
