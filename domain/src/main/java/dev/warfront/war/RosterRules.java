package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// When a member may fight.
///
/// @param tenure 24 h after joining, for who was no member when the war was declared
@Settings("war.roster")
public record RosterRules(Duration tenure) {
    public RosterRules {
        Ranges.notNegative("tenure", tenure);
    }
}
