package dev.warfront.bench.simulator;

import java.time.Duration;
import java.time.Instant;

/// Over which time the load is spread.
///
/// @param isOpenEnded whether the load goes on behind the period at the same mean rate
record LoadPeriod(Instant from, Duration length, boolean isOpenEnded) {
    /// The last part of ACTIVE is left free, so that every event is in the log before it is over.
    private static final double USED = 0.97;

    /// As the end of the war has it.
    static LoadPeriod of(WarEnd end, Instant from, Instant deadline) {
        return switch (end) {
            case WarEnd.Deadline _ -> new LoadPeriod(from, Duration.between(from, deadline), false);
            case WarEnd.Surrender surrender -> new LoadPeriod(from, surrender.load(), true);
        };
    }

    /// Which part has passed, 0 and up; above 1 only of an open end.
    double part(Instant now) {
        var passed = (double) Duration.between(from, now).toMillis() / (USED * length.toMillis());
        return Math.clamp(passed, 0, isOpenEnded ? Integer.MAX_VALUE : 1);
    }

    /// An instant in it.
    Instant at(double part) {
        return from.plusMillis(Math.round(part * length.toMillis()));
    }

    Instant until() {
        return from.plus(length);
    }
}
