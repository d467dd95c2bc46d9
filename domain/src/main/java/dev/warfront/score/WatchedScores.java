package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What {@link LiveFrames} told, for those on any node who watch. Changes of one war may be merged on the way and may
/// get lost; a loss shows as a gap between `lastSeq` and the next `prevSeq`.
public interface WatchedScores {
    /// Answers once the changes of a war are being listened to; the inner flux is hot, never completes, and fails when
    /// nothing can be heard any more: read the store until listening works again. Changes tell of sides and clans.
    Mono<Flux<WarScoreChange>> war(WarId war);

    /// As {@link #war}, of one battle: changes tell of that battle.
    Mono<Flux<WarScoreChange>> battle(BattleId battle);
}
