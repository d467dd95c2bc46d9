package dev.warfront.kernel.postgres;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A connection whose statements are guarded.
final class GuardedConnection extends DelegatingConnection {
    private final QueryGuard guard;

    GuardedConnection(Connection connection, QueryGuard guard) {
        super(connection);
        this.guard = guard;
    }

    @Override
    public Statement createStatement(String sql) {
        return new GuardedStatement(sql, connection.createStatement(sql), this);
    }

    /// Also for what the driver can and its SPI cannot say, COPY.
    ///
    /// @param execution of the statement, until the end of its last result
    <T> Flux<T> guard(String statement, Flux<T> execution) {
        return guard.guard(statement, Flux.deferContextual(context -> {
            var deadline = guard.deadline().operation(context);
            var usual = guard.deadline().operation();
            return deadline.compareTo(usual) > 0 ? until(deadline, usual, execution) : execution;
        }));
    }

    /// The server ends statements at the usual deadline, unless it gets another limit for this one.
    private <T> Flux<T> until(Duration deadline, Duration usual, Flux<T> execution) {
        var reset = Mono.from(connection.setStatementTimeout(usual));
        return Flux.usingWhen(
                Mono.from(connection.setStatementTimeout(deadline)).thenReturn(connection),
                _ -> execution,
                _ -> reset,
                (_, _) -> reset.onErrorComplete(), // a rollback does it too
                _ -> reset.onErrorComplete());
    }

    @Override
    public Mono<Void> beginTransaction() {
        return guard.guard("begin", Mono.from(connection.beginTransaction()));
    }

    @Override
    public Mono<Void> beginTransaction(TransactionDefinition definition) {
        return guard.guard("begin", Mono.from(connection.beginTransaction(definition)));
    }

    @Override
    public Mono<Void> commitTransaction() {
        return guard.guard("commit", Mono.from(connection.commitTransaction()));
    }

    @Override
    public Mono<Void> rollbackTransaction() {
        return guard.guard("rollback", Mono.from(connection.rollbackTransaction()));
    }

    @Override
    public Mono<Void> createSavepoint(String name) {
        return guard.guard("savepoint", Mono.from(connection.createSavepoint(name)));
    }

    @Override
    public Mono<Void> releaseSavepoint(String name) {
        return guard.guard("release", Mono.from(connection.releaseSavepoint(name)));
    }

    @Override
    public Mono<Void> rollbackTransactionToSavepoint(String name) {
        return guard.guard("rollback", Mono.from(connection.rollbackTransactionToSavepoint(name)));
    }

    @Override
    public Batch createBatch() {
        throw new UnsupportedOperationException("statements only");
    }
}
