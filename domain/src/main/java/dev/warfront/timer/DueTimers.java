package dev.warfront.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The timers that are due, for the runner. The database's clock decides what is due.
public interface DueTimers {
    /// What became of one claim.
    ///
    /// @param lateness the database's time at the claim minus the time it was due
    record Fired(Timer timer, Duration lateness) {}

    /// The handler could not do its work: nothing of it is stored, the timer is still due and backs off.
    final class FiringFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final UUID timerId;

        public FiringFailed(Timer timer, Throwable cause) {
            super("timer " + timer.kind().name() + " " + timer.id() + " of " + timer.ownerId() + " failed", cause);
            this.timerId = timer.id();
        }

        public UUID timerId() {
            return timerId;
        }
    }

    /// What is done with a claimed timer, in the claim's transaction.
    @FunctionalInterface
    interface Work {
        Mono<Void> fire(Timer timer, Instant now);
    }

    /// Claims the earliest due timer of these kinds that no other node is firing and before which nothing of
    /// its owner is due, does the work and marks it as fired, all in one transaction. Empty when none is due.
    ///
    /// Error: {@link FiringFailed} when the work fails: then the timer is tried again after 1 s doubling
    /// to 5 min, and holds up no other meanwhile.
    Mono<Fired> fireNext(Set<TimerKind> kinds, Work work);

    /// When the next timer of these kinds is due that is neither before `after` nor from `before` on; empty when there
    /// is none.
    Mono<Instant> nextDue(Set<TimerKind> kinds, Instant after, Instant before);

    /// Hot: when a timer is due that this node has just scheduled, after the commit. Some may be lost.
    Flux<Instant> scheduled();
}
