package dev.warfront.battle;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import dev.warfront.territory.WarLand;
import dev.warfront.war.WarEvents;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The last step of every battle, whatever ends it. All inside the caller's transaction, which has the war and the
/// battle locked.
@DomainService
public final class BattleClosing {
    private final Battles battles;
    private final BattleScores scores;
    private final WarLand land;
    private final WarEvents events;

    public BattleClosing(Battles battles, BattleScores scores, WarLand land, WarEvents events) {
        this.battles = battles;
        this.scores = scores;
        this.land = land;
        this.events = events;
    }

    /// Points made in the battle, final.
    Mono<BattleScores.Score> score(Battle battle) {
        return scores.of(battle.terms().war(), battle.terms().id());
    }

    /// Aborts what runs, cancels what has not begun, leaves what is over.
    Mono<Void> abort(Battle battle, Instant at) {
        return score(battle)
                .map(score -> battle.abort(score, at))
                .flatMap(decided -> decided.whenDone(ended -> store(ended, null)))
                .then();
    }

    /// Stores the end that its host, or a timer, made; a siege that ran is lifted.
    Mono<Battle.Ended> store(Battle.Ended battle) {
        return store(battle, null);
    }

    /// As {@link #store(Battle.Ended)}.
    ///
    /// @param by the administrator who ended it
    Mono<Battle.Ended> store(Battle.Ended battle, @Nullable PlayerId by) {
        var terms = battle.terms();
        return battles.replace(battle)
                .then(besieged(battle) ? land.relieve(terms.war(), terms.territory(), battle.endedAt()) : Mono.empty())
                .then(events.append(terms.war(), List.of(BattleEvent.Ended.of(battle, by))))
                .thenReturn(battle);
    }

    private static boolean besieged(Battle.Ended battle) {
        return battle.startedAt() != null && battle.terms().type() == BattleType.SIEGE;
    }
}
