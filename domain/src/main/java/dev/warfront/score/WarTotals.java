package dev.warfront.score;

import dev.warfront.war.Tally;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What is stored of a war's scores, as far as the pipeline goes on from it.
///
/// @param derived ids of the events the program derived that are in the ledger; few, and never forgotten, since
/// the log may get such an event again long after it happened
public record WarTotals(ScoreState state, Map<TotalKey, Tally> totals, Set<UUID> derived) {
    public WarTotals {
        totals = Map.copyOf(totals);
        derived = Set.copyOf(derived);
    }
}
