package dev.warfront.identity;

import java.time.Instant;
import reactor.core.publisher.Mono;

/// Remembers wrong passwords by login and by address. Writes join the caller's transaction.
public interface FailureBook {
    /// {@link Failures#NONE} when there are none.
    Mono<Failures> find(Subject subject);

    /// As {@link #find}, locked until the transaction ends. Two who find none at once do not wait for each other.
    Mono<Failures> lock(Subject subject);

    /// As {@link #lock}; two who find none at once do wait for each other.
    Mono<Failures> lockToAdd(Subject subject);

    Mono<Void> save(Subject subject, Failures failures, Instant now);

    Mono<Void> forget(Subject subject);

    /// Whose failures they are.
    ///
    /// @param name folded login, or network address
    record Subject(Kind kind, String name) {
        /// In the order in which they are locked.
        public enum Kind {
            ACCOUNT,
            ADDRESS
        }
    }
}
