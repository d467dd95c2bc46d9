package dev.warfront.battle;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Result;
import dev.warfront.territory.WarLand;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The last step of every battle, whatever ends it. All inside the caller's transaction, which has the war and the
/// battle locked.
@DomainService
public final class BattleClosing {
    private final Battles battles;
    private final BattleScores scores;
    private final WarLand land;
    private final BattleLog log;

    public BattleClosing(Battles battles, BattleScores scores, WarLand land, BattleLog log) {
        this.battles = battles;
        this.scores = scores;
        this.land = land;
        this.log = log;
    }

    /// Points made in the battle, final.
    Mono<BattleScores.Score> score(Battle battle) {
        return scores.of(battle.terms().war(), battle.terms().id());
    }

    /// Aborts what runs, cancels what has not begun, leaves what is over.
    Mono<Void> abort(Battle battle, Instant at) {
        return score(battle)
                .map(score -> battle.abort(score, at))
                .flatMap(decided -> decided.whenDone(this::store))
                .then();
    }

    /// Stores the end; a siege that ran is lifted.
    Mono<Battle.Ended> store(Battle.Ended battle) {
        var terms = battle.terms();
        return battles.save(battle)
                .then(besieged(battle) ? land.relieve(terms.war(), terms.territory(), battle.endedAt()) : Mono.empty())
                .then(log.append(terms.war(), BattleEvent.Ended.of(battle)))
                .thenReturn(battle);
    }

    /// As {@link #store}, of a decision; a refusal stores nothing.
    Mono<Result<Battle.Ended, BattleRefusal>> store(Result<Battle.Ended, BattleRefusal> decided) {
        return decided.whenDone(this::store);
    }

    private static boolean besieged(Battle.Ended battle) {
        return battle.startedAt() != null && battle.terms().type() == BattleType.SIEGE;
    }
}
