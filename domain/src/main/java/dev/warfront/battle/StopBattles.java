package dev.warfront.battle;

import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.war.WarLog;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A war has left ACTIVE: what is fought is aborted, what is planned is cancelled; nobody wins, the holder keeps.
@UseCase
public final class StopBattles {
    private final Battles battles;
    private final BattleScores scores;
    private final BattleEvents events;

    public StopBattles(Battles battles, BattleScores scores, WarLog log, Outbox outbox) {
        this.battles = battles;
        this.scores = scores;
        this.events = new BattleEvents(log, outbox);
    }

    /// Inside the caller's transaction, which has the war locked.
    public Mono<Void> stop(WarId war, Instant at) {
        return Mono.defer(() -> battles.lockOpenOf(war))
                .flatMapMany(Flux::fromIterable)
                .concatMap(battle -> stop(battle, at))
                .then();
    }

    private Mono<Void> stop(Battle battle, Instant at) {
        return switch (battle) {
            case Battle.Created created -> store(created.cancel(at));
            case Battle.Active active -> {
                // Begun between the planned end of the phase and its late timer, it ends no earlier than it began.
                var endedAt = active.startedAt().isAfter(at) ? active.startedAt() : at;
                yield scores.of(active.site().war(), active.site().id())
                        .map(score -> active.end(null, BattleEndReason.ABORTED, score, endedAt))
                        .flatMap(this::store);
            }
            case Battle.Ended _ -> Mono.empty();
        };
    }

    private Mono<Void> store(Battle.Ended battle) {
        return battles.save(battle)
                .then(events.append(battle.site().war(), List.of(new BattleEvent.Ended(battle, false))));
    }
}
