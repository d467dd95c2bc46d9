package dev.warfront.kernel.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.SupervisedStream;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps the tables in shape, at start and every 6 h: partitions ahead of time, old ones put away, and what contexts
/// declare as old rows deleted in bounded pieces.
@Component
public final class Upkeep implements SupervisedStream {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private static final Duration EVERY = Duration.ofHours(6);

    /// Making or putting away a partition may have to wait for writers.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int ROWS_MAX = 1_000;

    private final DatabaseClient database;

    private final List<OldRows> oldRows;

    public Upkeep(DatabaseClient database, List<OldRows> oldRows) {
        this.database = database;
        this.oldRows = List.copyOf(oldRows);
    }

    @Override
    public String name() {
        return "upkeep";
    }

    @Override
    public int phase() {
        return KERNEL;
    }

    @Override
    public Flux<Void> run() {
        return once().repeatWhen(rounds -> rounds.delayElements(EVERY));
    }

    /// All of it once.
    public Mono<Void> once() {
        return ensurePartitions()
                .thenMany(Flux.fromIterable(oldRows))
                .concatMap(this::delete)
                .then()
                .contextWrite(Deadline.extended(PATIENCE));
    }

    private Mono<Void> ensurePartitions() {
        return database.sql("select made, retired from ensure_partitions()")
                .map(row -> "made " + required(row, "made", Integer.class) + " partitions, put away "
                        + required(row, "retired", Integer.class))
                .one()
                .doOnNext(done -> log.info("upkeep: {}", done))
                .then();
    }

    private Mono<Void> delete(OldRows old) {
        return database.sql("delete from " + old.table() + " where ctid = any(array(select ctid from " + old.table()
                        + " where " + old.column() + " < clock_timestamp() - interval '1 second' * :seconds limit "
                        + ROWS_MAX + "))")
                .bind("seconds", old.age().toSeconds())
                .fetch()
                .rowsUpdated()
                .repeat()
                .takeUntil(rows -> rows < ROWS_MAX)
                .then();
    }
}
