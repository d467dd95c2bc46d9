package dev.warfront.battle;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.battle.BattleRefusal.UnknownBattle;
import dev.warfront.battle.BattleRefusal.VersionMismatch;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.war.Wars;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// An administrator ends a battle that its host does not: it is ABORTED, or CANCELLED before its start.
@UseCase
public final class AbortBattle {
    private final Wars wars;
    private final Battles battles;
    private final BattleClosing closing;
    private final Transactions transactions;
    private final Clock clock;

    public AbortBattle(Wars wars, Battles battles, BattleClosing closing, Transactions transactions, Clock clock) {
        this.wars = wars;
        this.battles = battles;
        this.closing = closing;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The ended battle; when refused nothing was written.
    ///
    /// @param by the administrator, named by the event
    /// @param version the one the administrator has seen
    public Mono<Result<Battle.Ended, BattleRefusal>> abort(PlayerId by, BattleId id, long version) {
        return transactions.inTransaction(battles.find(id)
                .flatMap(seen -> wars.lock(seen.terms().war()))
                .flatMap(_ -> battles.lock(id))
                .flatMap(battle -> closing.score(battle).map(score -> decide(battle, score, version, clock.instant())))
                .flatMap(decided -> decided.whenDone(ended -> closing.store(ended, by)))
                .defaultIfEmpty(refused(new UnknownBattle(id))));
    }

    private static Result<Battle.Ended, BattleRefusal> decide(
            Battle battle, BattleScores.Score score, long version, Instant now) {
        return battle.abort(score, now)
                .flatMap(ended -> battle.version() == version
                        ? Result.done(ended)
                        : refused(new VersionMismatch(battle.version())));
    }
}
