package dev.warfront.kernel.postgres;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/// The connection that one transaction gets.
///
/// Cancelled in the instant between the answer to its BEGIN and the moment at which Spring hands it over, a transaction
/// is dropped on the way, and Spring neither rolls it back nor closes its connection. Who began it does so then, also
/// with a connection that comes later. Source: docs/adr/0028-connections-are-settled.md.
final class TransactionConnection {
    private final AtomicBoolean isTaken = new AtomicBoolean();
    private final Sinks.One<GuardedConnection> connection = Sinks.one();

    /// Of the transaction whose work is subscribed to with this context; empty outside of one.
    static Optional<TransactionConnection> of(ContextView context) {
        return context.getOrEmpty(TransactionConnection.class);
    }

    Context in(Context context) {
        return context.put(TransactionConnection.class, this);
    }

    /// Error: {@link IllegalStateException} when it has been taken before.
    Mono<GuardedConnection> taken(Mono<GuardedConnection> leased) {
        return isTaken.compareAndSet(false, true)
                ? leased.doOnNext(this::got)
                : Mono.error(new IllegalStateException("a transaction has one connection"));
    }

    private void got(GuardedConnection connection) {
        this.connection.tryEmitValue(connection).orThrow();
    }

    /// Rolls back and closes what Spring has not begun to end itself. Never answers when there is no connection.
    Mono<Void> abandon() {
        return connection.asMono().flatMap(GuardedConnection::abandon);
    }
}
