package dev.warfront.battle;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.battle.BattleRefusal.NotContested;
import dev.warfront.battle.BattleRefusal.ServerRevoked;
import dev.warfront.battle.BattleRefusal.UnknownBattle;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.GameServers;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.war.War;
import dev.warfront.war.Wars;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The host of a battle ends it with its result. A win of the assaulting side is the capture: holder, points, events
/// and the end of the battle are one transaction.
@UseCase
public final class EndBattle {
    private final Wars wars;
    private final GameServers servers;
    private final Battles battles;
    private final Captures captures;
    private final BattleClosing closing;
    private final Transactions transactions;
    private final Clock clock;

    public EndBattle(
            Wars wars,
            GameServers servers,
            Battles battles,
            Captures captures,
            BattleClosing closing,
            Transactions transactions,
            Clock clock) {
        this.wars = wars;
        this.servers = servers;
        this.battles = battles;
        this.captures = captures;
        this.closing = closing;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The ended battle; when refused nothing was written.
    ///
    /// The server is locked, so that none that is being revoked decides a battle; before the war, since accounts
    /// come first.
    ///
    /// @param by who asks, trusted with the role of a game server
    public Mono<Result<Battle.Ended, BattleRefusal>> end(UUID by, BattleId id, BattleResult result) {
        return transactions.inTransaction(battles.find(id)
                .flatMap(seen -> servers.lockShared(new PlayerId(by))
                        .singleOptional()
                        .flatMap(server -> wars.lock(seen.terms().war()).flatMap(war -> situation(server, war, id))))
                .map(seen -> decide(by, result, seen, clock.instant()))
                .flatMap(decided -> decided.whenDone(this::store))
                .defaultIfEmpty(refused(new UnknownBattle(id))));
    }

    private Mono<Situation> situation(Optional<GameServer> server, War war, BattleId id) {
        return battles.lock(id)
                .flatMap(battle -> closing.score(battle)
                        .flatMap(score -> captures.find(battle.terms())
                                .singleOptional()
                                .map(target -> new Situation(server, war, battle, score, target))));
    }

    private static Result<Ending, BattleRefusal> decide(UUID by, BattleResult result, Situation seen, Instant now) {
        if (seen.server().filter(GameServer::revoked).isPresent()) {
            return refused(new ServerRevoked(by));
        }
        return seen.battle()
                .end(by, result, seen.score(), now)
                .flatMap(ended -> BattleLimits.fought(seen.war(), now)
                        .flatMap(_ -> ended.captured() ? captured(seen, ended, now) : done(Ending.without(ended))));
    }

    private static Result<Ending, BattleRefusal> captured(Situation seen, Battle.Ended ended, Instant now) {
        var battle = (Battle.Active) seen.battle();
        return seen.target()
                .map(target -> Captures.decide(seen.war(), battle, target, now))
                .orElseGet(() -> refused(new NotContested(battle.terms().territory())))
                .map(capture -> new Ending(ended, Optional.of(capture)));
    }

    private Mono<Battle.Ended> store(Ending ending) {
        return ending.capture().map(captures::store).orElseGet(Mono::empty).then(closing.store(ending.battle()));
    }

    private record Situation(
            Optional<GameServer> server,
            War war,
            Battle battle,
            BattleScores.Score score,
            Optional<Captures.Target> target) {}

    private record Ending(Battle.Ended battle, Optional<Captures.Capture> capture) {
        static Ending without(Battle.Ended battle) {
            return new Ending(battle, Optional.empty());
        }
    }
}
