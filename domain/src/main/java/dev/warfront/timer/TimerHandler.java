package dev.warfront.timer;

import java.time.Instant;
import java.util.Set;
import reactor.core.publisher.Mono;

/// What happens when timers of some kinds are due. Found by scan.
public interface TimerHandler {
    Set<TimerKind> kinds();

    /// Runs in the transaction that marks the timer as fired: both commit or neither. A failure leaves the timer due;
    /// it is tried again with backoff. Must be harmless when its owner has moved on.
    ///
    /// @param now the database's time at the claim, so `now - timer.fireAt()` is the lateness
    Mono<Void> fire(Timer timer, Instant now);
}
