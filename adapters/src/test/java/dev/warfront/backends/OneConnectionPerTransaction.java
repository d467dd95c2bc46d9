package dev.warfront.backends;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.connection.DelegatingConnectionFactory;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Fails when somebody inside a transaction takes a second connection: enough of them at once would wait for each other
/// until all time out.
final class OneConnectionPerTransaction extends DelegatingConnectionFactory {
    OneConnectionPerTransaction(ConnectionFactory connections) {
        super(connections);
    }

    @Override
    public Mono<Connection> create() {
        return isInside()
                .flatMap(inside -> inside
                        ? Mono.error(new AssertionError("a second connection is taken inside a transaction"))
                        : super.create().cast(Connection.class));
    }

    /// False while the first connection is taken: the transaction is not active before it has begun.
    private static Mono<Boolean> isInside() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(false);
    }
}
