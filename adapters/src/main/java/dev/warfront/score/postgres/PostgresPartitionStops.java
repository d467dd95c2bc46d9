package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.CopyIn;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreLog;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Stopped partitions in PostgreSQL.
@Component
final class PostgresPartitionStops implements PartitionStops {
    private static final String PUT = """
            insert into score_partition_stops (topic, partition, log_offset, reason, detail, war_id, record_key, record_value,
                                               record_headers, since)
            values (:topic, :partition, :offset, :reason, :detail, :war, :key, :value, :headers, :since)
            on conflict (topic, partition) do update
            set log_offset = excluded.log_offset, reason = excluded.reason, detail = excluded.detail,
                war_id = excluded.war_id, record_key = excluded.record_key, record_value = excluded.record_value,
                record_headers = excluded.record_headers,
                since = case when score_partition_stops.log_offset = excluded.log_offset
                             then score_partition_stops.since else excluded.since end""";
    private static final String STOPS = """
            select s.* from score_partition_stops s
            join score_partitions p on p.topic = s.topic and p.partition = s.partition and p.next_offset <= s.log_offset
            where s.topic = :topic""";
    private static final String LOCK = STOPS + " and s.partition = :partition for no key update of s";
    private static final String MOVE = """
            update score_partitions set next_offset = :offset + 1
            where topic = :topic and partition = :partition and next_offset <= :offset""";
    private static final String REMOVE = """
            delete from score_partition_stops
            where topic = :topic and partition = :partition and log_offset = :offset""";

    private final DatabaseClient database;
    private final ConnectionFactory connections;

    PostgresPartitionStops(DatabaseClient database) {
        this.database = database;
        this.connections = database.getConnectionFactory();
    }

    @Override
    public Mono<Void> put(PartitionStop stop) {
        var war = stop.war();
        var record = stop.record();
        return of(PUT, stop.partition())
                .bind("offset", stop.offset())
                .bind("reason", stop.reason().name())
                .bind("detail", BinaryCopy.storable(stop.detail()))
                .bind("war", war == null ? Parameters.in(UUID.class) : Parameters.in(war.value()))
                .bind("key", bytes(record.key()))
                .bind("value", bytes(record.value()))
                .bind("headers", ByteBuffer.wrap(ReviewRows.packed(record.headers())))
                .bind("since", stop.since())
                .then();
    }

    @Override
    public Mono<Void> remove(int partition, long offset) {
        return of(REMOVE, partition).bind("offset", offset).then();
    }

    @Override
    public Mono<List<PartitionStop>> all() {
        return database.sql(STOPS + " order by s.partition")
                .bind("topic", ScoreLog.FEED)
                .map(PostgresPartitionStops::read)
                .all()
                .collectList();
    }

    @Override
    public Mono<PartitionStop> lock(int partition) {
        return of(LOCK, partition).map(PostgresPartitionStops::read).one();
    }

    @Override
    public Mono<Void> skip(PartitionStop stop) {
        return of(MOVE, stop.partition())
                .bind("offset", stop.offset())
                .fetch()
                .rowsUpdated()
                .flatMap(moved -> moved == 1
                        ? review(stop)
                        : Mono.error(() -> new StaleWrite("the offset of partition " + stop.partition())))
                .then(remove(stop.partition(), stop.offset()));
    }

    /// Nobody has decided on the record, so no other row has its place.
    private Mono<Long> review(PartitionStop stop) {
        return CopyIn.run(connections, ReviewRows.COPY, ReviewRows.encoded(List.of(ReviewRow.skipped(stop))));
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, int partition) {
        return database.sql(sql).bind("topic", ScoreLog.FEED).bind("partition", partition);
    }

    private static Parameter bytes(byte @Nullable [] value) {
        return value == null ? Parameters.in(ByteBuffer.class) : Parameters.in(ByteBuffer.wrap(value));
    }

    private static PartitionStop read(Readable row) {
        var war = row.get("war_id", UUID.class);
        return new PartitionStop(
                required(row, "partition", Integer.class),
                required(row, "log_offset", Long.class),
                PartitionStop.Reason.valueOf(required(row, "reason", String.class)),
                required(row, "detail", String.class),
                war == null ? null : new WarId(war),
                ReviewRows.record(row),
                required(row, "since", Instant.class));
    }
}
