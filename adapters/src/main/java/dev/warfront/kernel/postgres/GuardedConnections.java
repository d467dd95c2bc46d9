package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.springframework.r2dbc.connection.DelegatingConnectionFactory;
import reactor.core.publisher.Mono;

/// The seam under all SQL, around the pool. Every statement of every adapter ends at the operation's
/// deadline, is measured, and fails with an error of the kernel ({@link SqlErrors}); adapters do none of that
/// themselves. A few need longer: see {@link Deadline#extended}.
public final class GuardedConnections extends DelegatingConnectionFactory {
    private final QueryGuard guard;

    /// @param connections whose statements the server ends at the same deadline, see [#driverOptions]
    public GuardedConnections(ConnectionFactory connections, Deadline deadline, MeterRegistry metrics) {
        super(connections);
        this.guard = new QueryGuard(deadline, metrics);
    }

    /// Has the server end each statement at the deadline, so that one which nobody waits for any more is
    /// gone, with its locks, and send what it finds as it has it instead of as text.
    public static ConnectionFactoryOptions.Builder driverOptions(
            ConnectionFactoryOptions.Builder options, Deadline deadline) {
        return options.option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, deadline.operation())
                .option(PostgresqlConnectionFactoryProvider.FORCE_BINARY, true);
    }

    /// Error: {@link IllegalStateException} for a second one inside a transaction, which would not belong to it.
    @Override
    public Mono<Connection> create() {
        return Mono.deferContextual(context -> TransactionConnection.of(context)
                        .map(transaction -> transaction.taken(leased()))
                        .orElseGet(this::leased))
                .cast(Connection.class);
    }

    private Mono<GuardedConnection> leased() {
        return Mono.defer(() -> {
            var lease = new Lease();
            return super.create()
                    .map(connection -> new GuardedConnection(connection, lease, guard))
                    .doOnNext(_ -> lease.arrived())
                    .doOnCancel(lease::cancelled)
                    .onErrorMap(SqlErrors::noConnection);
        });
    }
}
