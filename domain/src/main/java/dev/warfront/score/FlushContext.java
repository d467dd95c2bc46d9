package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.Tally;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What decisions rest on, read in the transaction that stores them.
///
/// @param wars the wars that exist among those the batches name
/// @param rosters of those wars whose roster has changed since the partition's state was made
/// @param derived payload hashes of those derived events of the batches that stand in the ledger, by event id
/// @param restored stored totals of those wars that the partition's state does not know
/// @param battleTotals stored totals of those battles that the partition's state does not know, by war: both sides'
/// @param now by the database's clock
public record FlushContext(
        Map<WarId, ScoredWar> wars,
        Map<WarId, Roster> rosters,
        Map<BattleId, ScoredBattle> battles,
        Map<UUID, Long> derived,
        Map<WarId, WarTotals> restored,
        Map<WarId, Map<TotalKey, Tally>> battleTotals,
        Instant now) {}
