package dev.warfront.kernel.postgres;

import dev.warfront.kernel.BackgroundWork;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Mono;

/// Connections of two pools: requests take from the one, {@link BackgroundWork} from the other. Neither can use up what
/// the other needs.
public final class TwoPools implements ConnectionFactory, Wrapped<ConnectionFactory> {
    private final ConnectionFactory requests;
    private final ConnectionFactory background;

    public TwoPools(ConnectionFactory requests, ConnectionFactory background) {
        this.requests = requests;
        this.background = background;
    }

    @Override
    public Mono<Connection> create() {
        return Mono.deferContextual(
                context -> Mono.from((BackgroundWork.is(context) ? background : requests).create()));
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
