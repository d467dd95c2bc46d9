package dev.warfront.bench.simulator;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// What ends a simulated war.
public sealed interface WarEnd {
    /// The deadline of ACTIVE, over all of which the load is spread.
    record Deadline() implements WarEnd {}

    /// The attacker gives up when all events are sent and all battles are fought, but not before it is released. The
    /// load goes on until then.
    ///
    /// @param load over which the events are spread
    /// @param released completed by whoever wants the war to end
    record Surrender(Duration load, CompletableFuture<Void> released) implements WarEnd {}
}
