package dev.warfront.war.cache;

import dev.warfront.kernel.Settings;
import java.time.Duration;

/// What this node remembers of wars that are read often.
///
/// @param enabled false: every read asks the database
/// @param warsMax beyond it what is seldom read is forgotten
/// @param maxAge so old an answer may be when nothing was heard of the war; at most 1 s, as scores may be for readers
@Settings("warfront.hot-wars")
public record HotWarSettings(boolean enabled, int warsMax, Duration maxAge) {
    private static final Duration AGE_MAX = Duration.ofSeconds(1);

    public HotWarSettings {
        if (warsMax < 1) {
            throw new IllegalArgumentException("wars-max " + warsMax + " is less than 1");
        }
        if (!maxAge.isPositive() || maxAge.compareTo(AGE_MAX) > 0) {
            throw new IllegalArgumentException("max-age " + maxAge + " is not within 0 s .. 1 s");
        }
    }
}
