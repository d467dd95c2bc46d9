package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// When points decide.
///
/// @param minPoints 100: with both sides below it the war is a draw
@Settings("war.winner")
public record WinnerRules(long minPoints) {
    public WinnerRules {
        Ranges.within("min-points", minPoints, 0, 1_000_000);
    }
}
