package dev.warfront.bench.load;

import java.util.HashMap;
import java.util.Map;

/// Of the program under load. How long the first phases last, its stage has set.
final class Settings {
    private static final Map<String, String> LONG_WARS =
            Map.of("war.phase.active", "7200s", "war.stream.score-rate-hz", "50");

    private Settings() {}

    /// With wars that stay ACTIVE longer than a bench takes, and score streams at their highest rate.
    static Map<String, String> longWars(Map<String, String> more) {
        var all = new HashMap<>(LONG_WARS);
        all.putAll(more);
        return all;
    }
}
