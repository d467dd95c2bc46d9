package dev.warfront.kernel;

import java.time.Duration;

/// Checks of settings; each failure names the key, the value and what is allowed.
public final class Ranges {
    private Ranges() {}

    /// Longer than nothing.
    public static void positive(String key, Duration value) {
        require(value.isPositive(), key, value, "longer than 0");
    }

    /// Nothing or longer.
    public static void notNegative(String key, Duration value) {
        require(!value.isNegative(), key, value, "0 or longer");
    }

    /// Both bounds are allowed values.
    public static void within(String key, Duration value, Duration from, Duration to) {
        require(value.compareTo(from) >= 0 && value.compareTo(to) <= 0, key, value, from + " to " + to);
    }

    /// Both bounds are allowed values.
    public static void within(String key, long value, long from, long to) {
        require(value >= from && value <= to, key, value, from + " to " + to);
    }

    private static void require(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + ", allowed is " + allowed);
        }
    }
}
