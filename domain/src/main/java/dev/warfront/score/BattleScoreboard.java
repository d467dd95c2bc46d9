package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Mono;

/// Scores of battles for readers. A battle without points answers zeros; whether it exists is asked elsewhere.
public interface BattleScoreboard {
    Mono<BattleScore> score(WarId war, BattleId battle);
}
