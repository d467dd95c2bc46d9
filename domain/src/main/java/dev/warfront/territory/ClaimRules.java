package dev.warfront.territory;

import dev.warfront.kernel.Settings;
import java.time.Duration;

/// What a claim of neutral land takes. Source: docs/rules/territory.md, claims.
///
/// @param duration from the order to the ownership
/// @param minLevel of the clan, 1..100
/// @param costPerWeight credits, times the weight of the land's type; above 0
@Settings("war.claim")
public record ClaimRules(Duration duration, int minLevel, long costPerWeight) {
    private static final int LEVEL_MAX = 100;

    public ClaimRules {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("war.claim.duration " + duration + " is not above 0");
        }
        if (minLevel < 1 || minLevel > LEVEL_MAX) {
            throw new IllegalArgumentException("war.claim.min-level " + minLevel + " is not in 1.." + LEVEL_MAX);
        }
        if (costPerWeight < 1) {
            throw new IllegalArgumentException("war.claim.cost-per-weight " + costPerWeight + " is not above 0");
        }
    }

    /// Credits a claim of land of a type costs.
    public long costOf(TerritoryType type) {
        return Math.multiplyExact(costPerWeight, type.weight());
    }
}
