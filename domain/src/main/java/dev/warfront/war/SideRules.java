package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// How large a side may be.
///
/// @param maxPlayers 250
@Settings("war.side")
public record SideRules(int maxPlayers) {
    public SideRules {
        Ranges.within("max-players", maxPlayers, 1, 10_000);
    }
}
