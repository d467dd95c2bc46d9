package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// What a node remembers of wars that are read often.
///
/// @param enabled whether anything is; if not, every read asks the database
/// @param warsMax wars that are remembered; beyond it what is seldom read is forgotten; so many battles,
///     too
/// @param maxAge so old an answer may be when nothing was heard of the war; at most 1 s, as scores may be for readers
@Settings("warfront.hot-wars")
public record HotWarSettings(boolean enabled, int warsMax, Duration maxAge) {
    public HotWarSettings {
        Ranges.within("wars-max", warsMax, 1, 1_000_000);
        Ranges.within("max-age", maxAge, Duration.ofMillis(1), Duration.ofSeconds(1));
    }

    /// How long an answer is remembered: not at all where that is switched off.
    public Duration age() {
        return enabled ? maxAge : Duration.ZERO;
    }
}
