package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.Territories;
import dev.warfront.war.ContestedLands;
import dev.warfront.war.War;
import dev.warfront.war.WarLog;
import dev.warfront.war.Wars;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The host of a battle ends it with its result. A win of the assaulting side is the capture: holder, points, events
/// and the end of the battle are one transaction.
@UseCase
public final class EndBattle {
    private final Wars wars;
    private final Battles battles;
    private final BattleScores scores;
    private final Captures captures;
    private final BattleEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public EndBattle(
            Wars wars,
            ContestedLands contested,
            Territories territories,
            Battles battles,
            BattleScores scores,
            CaptureScores captureScores,
            WarLog log,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.wars = wars;
        this.battles = battles;
        this.scores = scores;
        this.events = new BattleEvents(log, outbox);
        this.captures = new Captures(contested, territories, captureScores, events);
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The outcome; when refused nothing was written.
    ///
    /// @param server who asks, trusted with the role of a game server
    public Mono<End> end(UUID server, BattleId id, BattleResult result) {
        return transactions.inTransaction(Mono.defer(() -> battles.find(id))
                .flatMap(seen -> wars.lock(seen.site().war()))
                .flatMap(war -> battles.lock(id).flatMap(battle -> decide(server, war, battle, result)))
                .defaultIfEmpty(new End.UnknownBattle(id)));
    }

    private Mono<End> decide(UUID server, War war, Battle battle, BattleResult result) {
        return switch (battle) {
            case Battle.Created created -> Mono.just(new End.WrongState(created.status()));
            case Battle.Ended ended ->
                Mono.just(
                        server.equals(ended.server())
                                ? new End.WrongState(ended.status())
                                : new End.NotHost(ended.site().id()));
            case Battle.Active active
            when !server.equals(active.server()) ->
                Mono.just(new End.NotHost(active.site().id()));
            case Battle.Active active ->
                result.objection(active)
                        .<Mono<End>>map(objection -> Mono.just(new End.Implausible(objection)))
                        .orElseGet(() -> finish(war, active, result));
        };
    }

    private Mono<End> finish(War war, Battle.Active battle, BattleResult result) {
        var now = clock.instant();
        if (!(war instanceof War.Active active && active.isFoughtAt(now))) {
            return Mono.just(new End.WarNotActive(war.status()));
        }
        if (result.winner() != battle.assaulting()) {
            return close(battle, result, now, false);
        }
        return captures.take(war, battle, now)
                .flatMap(taken -> taken
                        ? close(battle, result, now, true)
                        : Mono.just(new End.Superseded(battle.site().territory())));
    }

    private Mono<End> close(Battle.Active battle, BattleResult result, Instant now, boolean captured) {
        var site = battle.site();
        return scores.of(site.war(), site.id())
                .map(score -> battle.end(result.winner(), result.reason(), score, now))
                .flatMap(ended -> battles.save(ended)
                        .then(events.append(site.war(), List.of(new BattleEvent.Ended(ended, captured))))
                        .thenReturn(new End.Accepted(ended, captured)));
    }
}
