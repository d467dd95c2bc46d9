package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import java.time.Instant;
import java.util.Map;

/// What the judgement of a batch rests on, read in the transaction that stores its result.
///
/// @param wars the wars that exist among those the batch names
/// @param rosters of those wars whose roster is not the one the book has
/// @param restored stored totals of those wars that the book does not have
/// @param now by the database's clock
public record FlushContext(
        Map<WarId, ScoredWar> wars,
        Map<WarId, Roster> rosters,
        Map<BattleId, ScoredBattle> battles,
        Map<WarId, WarTotals> restored,
        Instant now) {}
