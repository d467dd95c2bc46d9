package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A battle as readers see it.
///
/// @param attackerScore 0 until its end, as defenderScore; live ones are in the war's totals
/// @param holderSide who holds its territory; of an ended battle, who held it from its end on
/// @param winnerSide null while it runs, and when nobody won
public record BattleView(
        BattleId id,
        WarId war,
        TerritoryId territory,
        BattleType type,
        BattleStatus status,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        long attackerScore,
        long defenderScore,
        Side holderSide,
        @Nullable Side winnerSide,
        @Nullable BattleEndReason endReason,
        long version) {}
