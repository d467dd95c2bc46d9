package dev.warfront.score;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import dev.warfront.war.WarRule;
import java.time.Duration;

/// When a score event still counts. Part of the rules that a war keeps from its declaration on.
///
/// @param lateGrace after the cut-off, how long events from before it are taken
/// @param horizon an event older than this at its receipt is too old
/// @param skew how far an event may lie in the future; it then counts as of its receipt
@Settings("war.score")
public record ScoreWindow(Duration lateGrace, Duration horizon, Duration skew) implements WarRule {
    public ScoreWindow {
        Ranges.notNegative("late-grace", lateGrace);
        Ranges.notNegative("horizon", horizon);
        Ranges.notNegative("skew", skew);
    }
}
