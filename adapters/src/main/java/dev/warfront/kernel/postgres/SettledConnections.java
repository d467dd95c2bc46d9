package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Deadline;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Mono;

/// What a pool takes its connections from. Each is given without a transaction, at whatever instant the one who had it
/// before went away.
public final class SettledConnections implements ConnectionFactory, Wrapped<ConnectionFactory> {
    private final ConnectionFactory connections;
    private final Deadline deadline;

    /// @param connections of the driver
    /// @param deadline at which the server ends each statement
    public SettledConnections(ConnectionFactory connections, Deadline deadline) {
        this.connections = connections;
        this.deadline = deadline;
    }

    @Override
    public Mono<Connection> create() {
        var within = deadline.operation().plus(QueryGuard.ROUND_TRIP);
        return Mono.from(connections.create()).map(connection -> new SettledConnection(connection, within));
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
