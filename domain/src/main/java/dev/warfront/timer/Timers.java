package dev.warfront.timer;

import java.util.UUID;
import reactor.core.publisher.Mono;

/// The alarms that are set. They survive a restart and fire at least once, in the order in which they are due.
public interface Timers {
    /// Inside the caller's transaction. A timer of the same id that is already there stays as it is.
    Mono<Void> schedule(Timer timer);

    /// Takes away the unfired timers of a kind and owner, inside the caller's transaction.
    Mono<Void> cancel(TimerKind kind, UUID ownerId);
}
