package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Battles for readers: as committed when they are read.
public interface BattleViews {
    /// Empty when there is no such battle.
    Mono<BattleView> find(BattleId id);

    /// Newest first.
    ///
    /// @param status null for any
    Mono<Page<BattleView>> list(@Nullable BattleStatus status, PageRequest page);

    /// Battles of a war, newest first.
    Mono<Page<BattleView>> ofWar(WarId war, PageRequest page);
}
