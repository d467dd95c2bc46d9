package dev.warfront.battle;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.battle.BattleRefusal.ServerRevoked;
import dev.warfront.battle.BattleRefusal.UnknownBattle;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.GameServers;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.territory.WarLand;
import dev.warfront.war.War;
import dev.warfront.war.WarEvents;
import dev.warfront.war.Wars;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// A game server begins a battle and is its host from then on. A siege besieges its land.
@UseCase
public final class StartBattle {
    private final Wars wars;
    private final Battles battles;
    private final GameServers servers;
    private final WarLand land;
    private final AbandonedBattles abandoned;
    private final WarEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public StartBattle(
            Wars wars,
            Battles battles,
            GameServers servers,
            WarLand land,
            AbandonedBattles abandoned,
            WarEvents events,
            Transactions transactions,
            Clock clock) {
        this.wars = wars;
        this.battles = battles;
        this.servers = servers;
        this.land = land;
        this.abandoned = abandoned;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The running battle; when refused nothing was written.
    ///
    /// The server is locked, so that it is not revoked while it becomes a host; before the war, as accounts
    /// come first.
    ///
    /// @param by who asks, trusted with the role of a game server
    public Mono<Result<Battle.Active, BattleRefusal>> start(UUID by, BattleId id) {
        return transactions.inTransaction(battles.find(id)
                .flatMap(seen -> servers.lockShared(new PlayerId(by))
                        .singleOptional()
                        .flatMap(server -> wars.lock(seen.terms().war()).flatMap(war -> situation(server, war, id))))
                .map(seen -> decide(by, seen, clock.instant()))
                .flatMap(decided -> decided.whenDone(this::store))
                .defaultIfEmpty(refused(new UnknownBattle(id)))
                .map(result -> result.map(Begun::battle)));
    }

    private Mono<Situation> situation(Optional<GameServer> server, War war, BattleId id) {
        return battles.lock(id)
                .flatMap(battle -> battles.loadOf(war.id()).map(load -> new Situation(server, war, battle, load)));
    }

    private static Result<Begun, BattleRefusal> decide(UUID by, Situation seen, Instant now) {
        if (seen.server().filter(server -> !server.revoked()).isEmpty()) {
            return refused(new ServerRevoked(by));
        }
        var rules = BattleLimits.rules(seen.war());
        return seen.battle()
                .start(by, rules.lengthFor(seen.battle().terms().land()), now)
                .flatMap(battle -> BattleLimits.fought(seen.war(), now)
                        .flatMap(_ -> BattleLimits.place(seen.load(), rules))
                        .map(_ -> new Begun(battle, rules.hostGrace())));
    }

    private Mono<Begun> store(Begun begun) {
        var battle = begun.battle();
        var terms = battle.terms();
        return battles.replace(battle)
                .then(
                        terms.type() == BattleType.SIEGE
                                ? land.besiege(terms.war(), terms.territory(), battle.startedAt())
                                : Mono.empty())
                .then(abandoned.expectEnd(battle, begun.grace()))
                .then(events.append(terms.war(), List.of(BattleEvent.Started.of(battle))))
                .thenReturn(begun);
    }

    /// @param server the one that asks
    private record Situation(Optional<GameServer> server, War war, Battle battle, Battles.Load load) {}

    /// @param grace how long past its planned end its host may take
    private record Begun(Battle.Active battle, Duration grace) {}
}
