package dev.warfront.kernel.postgres;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A connection whose statements are guarded, for one user.
final class GuardedConnection extends DelegatingConnection {
    private final Lease lease;
    private final QueryGuard guard;

    GuardedConnection(Connection connection, Lease lease, QueryGuard guard) {
        super(connection);
        this.lease = lease;
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
            var leased = lease.statement(execution);
            return deadline.compareTo(usual) > 0 ? until(deadline, usual, leased) : leased;
        }));
    }

    /// The server ends statements at the usual deadline, unless it gets another limit for this one.
    private <T> Flux<T> until(Duration deadline, Duration usual, Flux<T> execution) {
        var reset = step(connection.setStatementTimeout(usual));
        return Flux.usingWhen(
                step(connection.setStatementTimeout(deadline)).thenReturn(connection),
                _ -> execution,
                _ -> reset,
                (_, _) -> reset.onErrorComplete(), // a rollback does it too
                _ -> reset.onErrorComplete());
    }

    @Override
    public Mono<Void> beginTransaction() {
        return guard.guard("begin", lease.begin(connection.beginTransaction()));
    }

    @Override
    public Mono<Void> beginTransaction(TransactionDefinition definition) {
        return guard.guard("begin", lease.begin(connection.beginTransaction(definition)));
    }

    @Override
    public Mono<Void> commitTransaction() {
        return guard.guard("commit", lease.commit(Mono.defer(() -> Mono.from(connection.commitTransaction()))));
    }

    @Override
    public Mono<Void> rollbackTransaction() {
        return guard.guard("rollback", lease.end(connection.rollbackTransaction()));
    }

    @Override
    public Mono<Void> createSavepoint(String name) {
        return guard.guard("savepoint", step(connection.createSavepoint(name)));
    }

    @Override
    public Mono<Void> releaseSavepoint(String name) {
        return guard.guard("release", step(connection.releaseSavepoint(name)));
    }

    @Override
    public Mono<Void> rollbackTransactionToSavepoint(String name) {
        return guard.guard("rollback", step(connection.rollbackTransactionToSavepoint(name)));
    }

    @Override
    public Batch createBatch() {
        throw new UnsupportedOperationException("statements only");
    }

    private Mono<Void> step(Publisher<Void> step) {
        return lease.statement(step).then();
    }

    /// What Spring does before a transaction and behind its end.
    @Override
    public Mono<Void> setAutoCommit(boolean autoCommit) {
        var switching = connection.setAutoCommit(autoCommit);
        return guard.guard("auto-commit", autoCommit ? lease.end(switching) : lease.begin(switching));
    }

    @Override
    public Mono<Void> close() {
        return lease.giveBack(closing());
    }

    /// For a transaction that was cancelled: rolls back and closes, unless that has been begun already.
    Mono<Void> abandon() {
        return lease.abandon(
                guard.guard("rollback", Mono.defer(() -> Mono.from(connection.rollbackTransaction())))
                        .onErrorComplete(),
                closing());
    }

    private Mono<Void> closing() {
        return Mono.defer(() -> Mono.from(connection.close()));
    }
}
