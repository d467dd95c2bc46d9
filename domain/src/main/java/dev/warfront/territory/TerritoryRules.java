package dev.warfront.territory;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// The numbers of land. Source: docs/rules/territory.md.
@Settings("war")
public record TerritoryRules(Ownership territory, ClaimTerms claim) implements Ranged {
    private static final int LEVEL_MAX = 100;
    private static final Duration NOTICE_MIN = Duration.ofHours(1);
    private static final Duration NOTICE_MAX = Duration.ofDays(7);

    @Override
    public void checkRanges() {
        Ranges.within("territory.cap-base", territory.capBase, 1, 1_000);
        Ranges.within("territory.cap-levels", territory.capLevels, 1, LEVEL_MAX);
        Ranges.within("territory.abandon-notice", territory.abandonNotice, NOTICE_MIN, NOTICE_MAX);
        Ranges.within("claim.min-level", claim.minLevel, 1, LEVEL_MAX);
        Ranges.within("claim.cost-per-weight", claim.costPerWeight, 1, 1_000_000_000);
    }

    /// How much land a clan may own, and how it gives it back.
    ///
    /// @param capBase territories of a clan of level 1, 1..1 000
    /// @param capLevels so many levels allow one more, 1..100
    /// @param abandonNotice from the order to give it back until it is NEUTRAL, 1 h..7 d
    public record Ownership(int capBase, int capLevels, Duration abandonNotice) {
        public Ownership {
            Ranges.positive("territory.abandon-notice", abandonNotice);
            Ranges.within("territory.cap-base", capBase, 0, Integer.MAX_VALUE);
            Ranges.within("territory.cap-levels", capLevels, 1, Integer.MAX_VALUE);
        }

        /// The most territories a clan of a level may own.
        public int at(int level) {
            return Math.addExact(capBase, level / capLevels);
        }
    }

    /// What a claim of neutral land takes.
    ///
    /// @param duration from the order to the ownership
    /// @param minLevel of the clan, 1..100
    /// @param costPerWeight credits, times the weight of the land's type; 1..1 000 000 000
    public record ClaimTerms(Duration duration, int minLevel, long costPerWeight) {
        public ClaimTerms {
            Ranges.positive("claim.duration", duration);
            Ranges.within("claim.cost-per-weight", costPerWeight, 1, Long.MAX_VALUE);
        }

        /// Credits a claim of land of a type costs.
        public long costOf(TerritoryType type) {
            return Math.multiplyExact(costPerWeight, type.weight());
        }
    }
}
