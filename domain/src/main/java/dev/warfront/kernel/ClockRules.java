package dev.warfront.kernel;

import java.time.Duration;

/// Rules about clocks.
///
/// @param maxSkew distance between a node's clock and the database's, above which it claims no timers
/// and no leases
@Settings("war.clock")
public record ClockRules(Duration maxSkew) {
    public ClockRules {
        Ranges.positive("max-skew", maxSkew);
    }
}
