package dev.warfront.bench.bound;

import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// One connection that commits one stream of rows after the other, each with its offset and its totals.
final class CopyLane {
    private final PostgresqlConnection connection;
    private final int number;
    private final String totals;
    private long next;

    /// @param totals the statement that writes them
    CopyLane(PostgresqlConnection connection, int number, String totals) {
        this.connection = connection;
        this.number = number;
        this.totals = totals;
    }

    /// Its offset, not moved yet.
    Mono<Void> begin() {
        return run("insert into %s (topic, partition) values ('bench', %d) on conflict do nothing"
                        .formatted(BoundTables.OFFSETS, number))
                .then();
    }

    Mono<Void> commit(List<byte[]> streams) {
        return Flux.fromIterable(streams).concatMap(this::commit, 1).then();
    }

    /// What precedes the rows is one message to the server, what follows them another.
    private Mono<Void> commit(byte[] rows) {
        return run("begin; update %s set next_offset = %d where topic = 'bench' and partition = %d and next_offset = %d"
                        .formatted(BoundTables.OFFSETS, next + 1, number, next))
                .doOnNext(this::moved)
                .then(Mono.defer(() -> connection.copyIn(
                        "copy " + BoundTables.ROWS + " from stdin (format binary)",
                        Mono.just(Unpooled.wrappedBuffer(rows)))))
                .then(run(totals + "; commit"))
                .then();
    }

    private void moved(long rows) {
        if (rows != 1) {
            throw new IllegalStateException("lane " + number + " is not at " + next);
        }
        next++;
    }

    /// Rows changed by all its statements.
    private Mono<Long> run(String sql) {
        return connection
                .createStatement(sql)
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .reduce(0L, Long::sum);
    }
}
