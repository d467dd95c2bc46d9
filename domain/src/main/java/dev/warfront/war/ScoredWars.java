package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/// Batch reads of wars for those who judge score events. Unknown wars are left out of every answer.
public interface ScoredWars {
    /// As stored now, without a lock; may be old at once.
    Mono<Map<WarId, ScoredWar>> find(Collection<WarId> wars);

    /// Inside the caller's transaction: as they are, and neither phase, cut-off nor roster of them changes
    /// before that transaction ends (shared row locks, taken by ascending id). So what was judged ACTIVE is
    /// committed before an ending is, or sees it.
    Mono<Map<WarId, ScoredWar>> lockShared(Collection<WarId> wars);
}
