package dev.warfront.kernel.postgres;

import dev.warfront.kernel.BackgroundWork;
import dev.warfront.kernel.netty.DeadlineWheel;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// Connections of two pools: requests take from the one, {@link BackgroundWork} from the other. Neither can use up what
/// the other needs, and nobody waits for a connection without end.
public final class TwoPools implements ConnectionFactory, Wrapped<ConnectionFactory> {
    private final ConnectionFactory requests;
    private final ConnectionFactory background;
    private final Duration within;

    /// @param within how long somebody waits for a connection
    public TwoPools(ConnectionFactory requests, ConnectionFactory background, Duration within) {
        this.requests = requests;
        this.background = background;
        this.within = within;
    }

    /// Error: {@link R2dbcTimeoutException} when there is none in time.
    @Override
    public Mono<Connection> create() {
        return Mono.deferContextual(context ->
                DeadlineWheel.within(within, of(BackgroundWork.is(context) ? background : requests), this::late));
    }

    private static Mono<Connection> of(ConnectionFactory pool) {
        return Mono.from(pool.create());
    }

    private R2dbcTimeoutException late() {
        return new R2dbcTimeoutException("no connection within " + within);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return requests.getMetadata();
    }

    @Override
    public ConnectionFactory unwrap() {
        return requests;
    }
}
