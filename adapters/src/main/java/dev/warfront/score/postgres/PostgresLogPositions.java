package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.score.LogPositions;
import dev.warfront.score.ScoreLog;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Beside the offsets that the ledger moves, in the same rows.
@Component
final class PostgresLogPositions implements LogPositions {
    private static final String OF = """
            select partition, next_offset, topic_id from score_partitions
            where topic = :topic and partition = any(:partitions)""";
    private static final String BEGIN = """
            insert into score_partitions as p (topic, partition, next_offset, published_offset, topic_id)
            select :topic, b.partition, b.next, b.next, :log from unnest(:partitions, :offsets) as b (partition, next)
            on conflict (topic, partition) do update set topic_id = excluded.topic_id where p.topic_id is null""";
    private final DatabaseClient database;

    PostgresLogPositions(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Map<Integer, Position>> of(Collection<Integer> partitions) {
        return database.sql(OF)
                .bind("topic", ScoreLog.FEED)
                .bind("partitions", partitions.toArray(Integer[]::new))
                .map(row -> Map.entry(
                        required(row, "partition", Integer.class),
                        new Position(required(row, "next_offset", Long.class), row.get("topic_id", UUID.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Void> begin(Map<Integer, Long> offsets, UUID log) {
        var ordered = new TreeMap<>(offsets);
        return database.sql(BEGIN)
                .bind("topic", ScoreLog.FEED)
                .bind("log", log)
                .bind("partitions", ordered.keySet().toArray(Integer[]::new))
                .bind("offsets", ordered.values().toArray(Long[]::new))
                .then();
    }
}
