package dev.warfront.kernel.postgres;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import reactor.core.publisher.Mono;

/// COPY on the connection of the running transaction, under whatever pool and guard lie around it, and
/// guarded like any statement. Once it has begun it goes on to its end, also when nobody waits for it any more: the
/// driver may leave a cancelled one unsent and wait for its answer all the same, and from then on it takes the answer
/// to each statement on the connection for that of the one before.
public final class CopyIn {
    private CopyIn() {}

    /// Completes when all rows are in, with their number.
    public static Mono<Long> run(ConnectionFactory connections, String copy, Publisher<ByteBuf> chunks) {
        return ConnectionFactoryUtils.getConnection(connections).flatMap(connection -> {
            var copied = unwrap(connection).copyIn(copy, chunks).cache();
            return connection instanceof GuardedConnection guarded
                    ? guarded.guard(copy, copied.flux()).single()
                    : copied;
        });
    }

    private static PostgresqlConnection unwrap(Object connection) {
        return switch (connection) {
            case PostgresqlConnection found -> found;
            case Wrapped<?> around -> unwrap(around.unwrap());
            case Connection other -> throw new IllegalStateException("no PostgreSQL connection: " + other.getClass());
            default -> throw new IllegalStateException("no connection: " + connection.getClass());
        };
    }
}
