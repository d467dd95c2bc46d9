package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a judge of score events must know of a battle.
///
/// @param startedAt null before it began
/// @param endedAt null until it is ENDED; its score is fixed then
public record ScoredBattle(
        BattleId id,
        WarId war,
        TerritoryId territory,
        BattleStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
