package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// Rest after a war.
///
/// @param pair 14 d until the two clans may meet again
/// @param declare 24 h until the attacker may declare again
@Settings("war.cooldown")
public record CooldownRules(Duration pair, Duration declare) {
    public CooldownRules {
        Ranges.notNegative("pair", pair);
        Ranges.notNegative("declare", declare);
    }
}
