package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Flux;

/// What {@link LiveFrames} pushed, for those on any node who watch. A change that got lost shows as a gap between
/// `lastSeq` and the next `prevSeq`.
public interface ScoreUpdates {
    /// Hot; neither completes nor fails. Changes have sides and clans.
    Flux<ScoreUpdate> watchWar(WarId war);

    /// Hot; neither completes nor fails. Changes have that battle's points.
    Flux<ScoreUpdate> watchBattle(BattleId battle);
}
