package dev.warfront.bench.simulator;

import java.time.Duration;
import java.time.Instant;
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
    /// @param asked completed with when the surrender that counted was asked for, by the client's clock
    record Surrender(Duration load, CompletableFuture<Void> released, CompletableFuture<Asked> asked)
            implements WarEnd {
        public Surrender(Duration load, CompletableFuture<Void> released) {
            this(load, released, new CompletableFuture<>());
        }
    }

    /// A call to the program.
    ///
    /// @param from just before it was sent
    /// @param until just after it was answered
    record Asked(Instant from, Instant until) {}
}
