package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Flux;

/// What {@link LiveFrames} told, for those on any node who watch. A change that got lost shows as a gap between
/// `lastSeq` and the next `prevSeq`.
public interface WatchedScores {
    /// Hot; neither completes nor fails. Changes tell of sides and clans.
    Flux<ScoreNews> watchWar(WarId war);

    /// Hot; neither completes nor fails. Changes tell of that battle's points.
    Flux<ScoreNews> watchBattle(BattleId battle);
}
