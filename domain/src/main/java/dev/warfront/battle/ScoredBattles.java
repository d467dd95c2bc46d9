package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/// Batch reads of battles for those who judge score events. Unknown battles are left out of every answer.
public interface ScoredBattles {
    /// As stored now, without a lock.
    Mono<Map<BattleId, ScoredBattle>> find(Collection<BattleId> battles);

    /// Inside the caller's transaction, after the wars were locked: none of them ends before that transaction
    /// does (shared row locks, by ascending id), so that a battle's fixed score has what was committed before
    /// its end.
    Mono<Map<BattleId, ScoredBattle>> lockShared(Collection<BattleId> battles);
}
