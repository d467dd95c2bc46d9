package dev.warfront.bench.bound;

import dev.warfront.bench.wire.Wire;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Row;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The bound of reads that ask the database: a WebFlux route that reads one row by R2DBC, in a JVM of its own, and
/// answers its columns as JSON. Prints its port and lives until its input ends.
public final class RowHandler {
    private static final int CONNECTIONS = 24; // as the program's pool for requests

    private final ConnectionPool pool;
    private final String sql;

    private RowHandler(ConnectionPool pool, String sql) {
        this.pool = pool;
        this.sql = sql;
    }

    /// Serves until its input ends.
    ///
    /// @param args the database, and a query for the row with the id `$1`
    public static void main(String[] args) {
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(args[0]))
                .initialSize(CONNECTIONS)
                .maxSize(CONNECTIONS)
                .build());
        var handler = new RowHandler(pool, args[1]);
        BareServer.run(
                RouterFunctions.route().GET("/rows/{id}", handler::answer).build());
        pool.dispose();
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        var id = UUID.fromString(request.pathVariable("id"));
        return Mono.usingWhen(pool.create(), connection -> read(connection, id), Connection::close)
                .flatMap(body -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body))
                .switchIfEmpty(ServerResponse.notFound().build());
    }

    private Mono<byte[]> read(Connection connection, UUID id) {
        return Mono.from(connection.createStatement(sql).bind(0, id).execute())
                .flatMap(result -> Mono.from(result.map(RowHandler::json)));
    }

    private static byte[] json(Readable readable) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        if (readable instanceof Row row) {
            row.getMetadata().getColumnMetadatas().forEach(column -> columns.put(column.getName(), text(row, column)));
        }
        return Wire.JSON.writeValueAsBytes(columns);
    }

    private static @Nullable String text(Row row, ColumnMetadata column) {
        var value = row.get(column.getName());
        return value == null ? null : value.toString();
    }
}
