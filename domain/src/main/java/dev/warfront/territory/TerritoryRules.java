package dev.warfront.territory;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// How much land a clan may own. Source: docs/rules/territory.md, cap.
///
/// @param capBase territories of a clan of level 1, 1..1 000
/// @param capLevels so many levels allow one more, 1..100
@Settings("war.territory")
public record TerritoryRules(int capBase, int capLevels) {
    private static final int CAP_BASE_MAX = 1_000;
    private static final int LEVELS_MAX = 100;

    public TerritoryRules {
        Ranges.within("cap-base", capBase, 1, CAP_BASE_MAX);
        Ranges.within("cap-levels", capLevels, 1, LEVELS_MAX);
    }

    /// The most territories a clan of a level may own.
    public int capAt(int level) {
        return capBase + level / capLevels;
    }
}
