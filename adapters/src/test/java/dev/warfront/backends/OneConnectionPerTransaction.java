package dev.warfront.backends;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Fails when somebody inside a transaction takes a second connection: enough of them at once would wait for each other
/// until all time out.
final class OneConnectionPerTransaction implements ConnectionFactory, Wrapped<ConnectionFactory> {
    private final ConnectionFactory connections;

    OneConnectionPerTransaction(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public Mono<Connection> create() {
        return isInside()
                .flatMap(inside -> inside
                        ? Mono.error(new AssertionError("a second connection is taken inside a transaction"))
                        : Mono.from(connections.create()));
    }

    /// False while the first connection is taken: the transaction is not active before it has begun.
    private static Mono<Boolean> isInside() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(false);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }

    @Override
    public ConnectionFactory unwrap() {
        return connections;
    }
}
