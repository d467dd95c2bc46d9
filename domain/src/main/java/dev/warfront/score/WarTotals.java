package dev.warfront.score;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What is stored of a war's scores, as far as the pipeline goes on from it.
///
/// @param derived ids of the program's own facts that are in the ledger; few, and never forgotten, since the log may
/// get such a fact again long after it happened
public record WarTotals(ScoreState state, Map<TotalKey, Counts> totals, Set<UUID> derived) {
    public WarTotals {
        totals = Map.copyOf(totals);
        derived = Set.copyOf(derived);
    }
}
