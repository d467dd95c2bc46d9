package dev.warfront.identity;

import java.time.Instant;
import reactor.core.publisher.Mono;

/// Remembers wrong passwords by login and address. Writes join the caller's transaction.
public interface LoginFailures {
    /// {@link FailureHistory#NONE} when there are none.
    Mono<FailureHistory> find(Subject subject);

    /// As {@link #find}, locked until the transaction ends, also when there are none: who asks next waits.
    Mono<FailureHistory> lock(Subject subject);

    /// Must follow {@link #lock} in the same transaction.
    Mono<Void> save(Subject subject, FailureHistory failures, Instant now);

    Mono<Void> forget(Subject subject);

    /// Whose failures they are.
    ///
    /// @param name folded login, network address, or both
    record Subject(Kind kind, String name) {
        /// In the order in which they are locked.
        public enum Kind {
            /// A login from an address where its account proved itself before.
            REMEMBERED,
            /// A login from all other addresses together.
            ACCOUNT,
            /// An address over all logins that are strange there.
            ADDRESS
        }
    }
}
