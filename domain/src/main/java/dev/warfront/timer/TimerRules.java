package dev.warfront.timer;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// Rules about durable timers.
///
/// @param lateTolerance how late a timer may fire for its effect to count as of the planned time
@Settings("war.timer")
public record TimerRules(Duration lateTolerance) {
    public TimerRules {
        Ranges.notNegative("late-tolerance", lateTolerance);
    }
}
