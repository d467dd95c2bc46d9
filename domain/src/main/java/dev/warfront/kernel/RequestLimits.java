package dev.warfront.kernel;

import java.time.Duration;
import reactor.core.publisher.Mono;

/// Counts requests over all nodes and refuses those beyond a limit. Never unlimited: where the shared count cannot be
/// had, each node counts for itself. Must be asked outside of transactions.
public interface RequestLimits {
    /// Takes one of the `limit` requests that may be made with this key within any window of that length. A
    /// request that is refused takes nothing.
    Mono<Admission> take(String key, int limit, Duration window);

    /// Whether a request may go on.
    sealed interface Admission {
        /// It may.
        record Admitted() implements Admission {}

        /// It may not.
        ///
        /// @param pause so long until the next one may
        record Refused(Duration pause) implements Admission {}
    }
}
