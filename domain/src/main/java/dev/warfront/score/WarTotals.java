package dev.warfront.score;

import dev.warfront.war.Tally;
import java.util.Map;

/// What is stored of a war's scores, as far as the pipeline goes on from it.
public record WarTotals(ScoreState state, Map<TotalKey, Tally> totals) {
    public WarTotals {
        totals = Map.copyOf(totals);
    }
}
