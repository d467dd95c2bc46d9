package dev.warfront.score;

import java.util.List;
import reactor.core.publisher.Mono;

/// The subscribers of live scores on other nodes. Reached after the commit only, so none sees a point that
/// can vanish.
public interface LiveFrames {
    /// Per war in the order of seq, from one caller at a time per war. Completes when the changes are handed
    /// over, not when they are shown; must not fail for lack of subscribers and must not wait for a slow one.
    /// A change that got lost shows as a gap between `lastSeq` and the next `prevSeq`.
    Mono<Void> push(List<WarScoreChange> changes);
}
