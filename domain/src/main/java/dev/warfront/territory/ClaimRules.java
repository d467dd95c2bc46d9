package dev.warfront.territory;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// What a claim of neutral land takes. Source: docs/rules/territory.md, claims.
///
/// @param duration from the order to the ownership
/// @param minLevel of the clan, 1..100
/// @param costPerWeight credits, times the weight of the land's type; 1..1 000 000 000
@Settings("war.claim")
public record ClaimRules(Duration duration, int minLevel, long costPerWeight) {
    private static final int LEVEL_MAX = 100;
    private static final long COST_MAX = 1_000_000_000;

    public ClaimRules {
        Ranges.positive("duration", duration);
        Ranges.within("min-level", minLevel, 1, LEVEL_MAX);
        Ranges.within("cost-per-weight", costPerWeight, 1, COST_MAX);
    }

    /// Credits a claim of land of a type costs.
    public long costOf(TerritoryType type) {
        return Math.multiplyExact(costPerWeight, type.weight());
    }
}
