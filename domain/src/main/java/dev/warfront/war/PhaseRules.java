package dev.warfront.war;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// How long the phases last, without lateness.
///
/// @param declared 1 h; 0 or longer
/// @param preparation 24 h; 24..168 h
/// @param active 7 d; 1..14 d
@Settings("war.phase")
public record PhaseRules(Duration declared, Duration preparation, Duration active) implements Ranged {
    public PhaseRules {
        Ranges.notNegative("declared", declared);
        Ranges.notNegative("preparation", preparation);
        Ranges.notNegative("active", active);
    }

    @Override
    public void checkRanges() {
        Ranges.within("preparation", preparation, Duration.ofHours(24), Duration.ofHours(168));
        Ranges.within("active", active, Duration.ofDays(1), Duration.ofDays(14));
    }
}
