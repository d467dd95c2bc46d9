package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Mono;

/// Committed scores with the number they stand at, read in one statement, so that later changes join without a gap.
/// Zeros where nothing was scored; whether the war or battle exists is asked elsewhere.
public interface ScoreSnapshots {
    Mono<WarScore> war(WarId war);

    Mono<BattleScore> battle(WarId war, BattleId battle);
}
