package dev.warfront.kernel.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// What a pool takes its connections from. Each is given without a transaction, at whatever instant the one who had it
/// before went away; one that does not answer soon is dropped.
public final class SettledConnections implements ConnectionFactory, Wrapped<ConnectionFactory> {
    /// Less than anybody waits for a connection.
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(2);

    private final ConnectionFactory connections;

    /// @param connections of the driver
    public SettledConnections(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public Mono<Connection> create() {
        return Mono.from(connections.create()).map(connection -> new SettledConnection(connection, SETTLED_WITHIN));
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
