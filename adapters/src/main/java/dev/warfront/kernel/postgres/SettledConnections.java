package dev.warfront.kernel.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.springframework.r2dbc.connection.DelegatingConnectionFactory;
import reactor.core.publisher.Mono;

/// What a pool takes its connections from. Each is given without a transaction, at whatever instant the one who had it
/// before went away; one that does not answer soon is dropped.
public final class SettledConnections extends DelegatingConnectionFactory {
    /// Less than anybody waits for a connection.
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(2);

    /// @param connections of the driver
    public SettledConnections(ConnectionFactory connections) {
        super(connections);
    }

    @Override
    public Mono<Connection> create() {
        return super.create().map(connection -> new SettledConnection(connection, SETTLED_WITHIN));
    }
}
