package dev.warfront.kernel.postgres;

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

/// Keeps the shared tables in shape, at start and every 6 h: partitions ahead of time, old ones put away, and
/// rows deleted that nobody asks for any more, in bounded pieces.
@Component
public final class Upkeep implements SupervisedStream {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private static final Duration EVERY = Duration.ofHours(6);

    /// Making or putting away a partition may have to wait for writers.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int ROWS_MAX = 1_000;

    private static final List<String> OLD_ROWS = List.of(
            deletion("idempotency_keys", "created_at", "24 hours"),
            deletion("inbox_events", "processed_at", "30 days"),
            deletion("timers", "fired_at", "60 days"));

    private final DatabaseClient database;

    public Upkeep(DatabaseClient database) {
        this.database = database;
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
                .thenMany(Flux.fromIterable(OLD_ROWS))
                .concatMap(this::deleteOld)
                .then()
                .contextWrite(Deadline.extended(PATIENCE));
    }

    private Mono<Void> ensurePartitions() {
        return database.sql("select made, retired from ensure_partitions()")
                .map((row, _) -> "made " + row.get("made", Integer.class) + " partitions, put away "
                        + row.get("retired", Integer.class))
                .one()
                .doOnNext(done -> log.info("upkeep: {}", done))
                .then();
    }

    private Mono<Void> deleteOld(String deletion) {
        return database.sql(deletion)
                .fetch()
                .rowsUpdated()
                .repeat()
                .takeUntil(rows -> rows < ROWS_MAX)
                .then();
    }

    private static String deletion(String table, String column, String age) {
        return "delete from " + table + " where ctid = any(array(select ctid from " + table + " where " + column
                + " < clock_timestamp() - interval '" + age + "' limit " + ROWS_MAX + "))";
    }
}
