package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.Tally;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What decisions rest on, read in the transaction that stores them.
///
/// @param wars the wars that exist among those the batches name
/// @param rosters of those wars whose roster has changed since the partition's state was made
/// @param derived payload hashes of those derived events of the batches that stand in the ledger, by event id
/// @param restored stored totals, but for battles, of those wars that the partition's state does not know
/// @param battleTotals stored totals of those battles that the partition's state does not know, by war: both sides'
/// @param now by the database's clock
public record FlushContext(
        Map<WarId, ScoredWar> wars,
        Map<WarId, Roster> rosters,
        Map<BattleId, ScoredBattle> battles,
        Map<UUID, Long> derived,
        Map<WarId, WarTotals> restored,
        Map<WarId, Map<TotalKey, Tally>> battleTotals,
        Instant now) {
    /// What of it is to be taken up by the state of a partition, whose wars these are.
    FlushContext of(Set<WarId> own) {
        return new FlushContext(
                wars, only(own, rosters), battles, derived, only(own, restored), only(own, battleTotals), now);
    }

    private static <T> Map<WarId, T> only(Set<WarId> own, Map<WarId, T> all) {
        return all.entrySet().stream()
                .filter(each -> own.contains(each.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
