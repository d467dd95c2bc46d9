package dev.warfront.kernel;

import reactor.core.publisher.Mono;

/// The database transaction around one decision. Work that is already inside a transaction joins it, so a command and
/// the neighbours it changes commit together or not at all. Nothing remote may be called inside.
public interface Transactions {
    /// Commits when the work completes, rolls back when it fails or is cancelled.
    <T> Mono<T> inTransaction(Mono<T> work);
}
