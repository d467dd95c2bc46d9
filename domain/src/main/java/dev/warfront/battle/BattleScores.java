package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Mono;

/// The points made inside battles.
public interface BattleScores {
    /// The points of both sides so far, zeros without any. Inside a transaction that has the
    /// battle locked: final.
    Mono<Score> of(WarId war, BattleId battle);

    record Score(long attacker, long defender) {
        public static final Score NOTHING = new Score(0, 0);
    }
}
