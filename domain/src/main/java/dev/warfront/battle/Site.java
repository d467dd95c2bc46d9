package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.TerritoryType;
import java.time.Instant;

/// What a battle is about; it never changes.
///
/// @param scheduledAt when it was created to begin
public record Site(BattleId id, WarId war, TerritoryId territory, TerritoryType land, Instant scheduledAt) {
    public BattleType type() {
        return BattleType.over(land);
    }
}
