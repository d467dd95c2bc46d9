package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// How long nobody may declare on a clan.
///
/// @param loser 72 h after a lost war
/// @param afterStreak 7 d after the third lost in a row
/// @param cancelled 24 h for a defender whose war was cancelled in PREPARATION
@Settings("war.immunity")
public record ImmunityRules(Duration loser, Duration afterStreak, Duration cancelled) {
    public ImmunityRules {
        Ranges.notNegative("loser", loser);
        Ranges.notNegative("after-streak", afterStreak);
        Ranges.notNegative("cancelled", cancelled);
    }
}
