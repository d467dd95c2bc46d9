package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// What becomes of land that changed hands.
///
/// @param protection 72 h in which no war may name it
@Settings("war.land")
public record LandRules(Duration protection) {
    public LandRules {
        Ranges.notNegative("protection", protection);
    }
}
