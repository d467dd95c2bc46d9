package dev.warfront.outbox.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.outbox.ShardLeases;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// One row a shard; taken and renewed by compare-and-set on owner and time.
@Component
final class PostgresShardLeases implements ShardLeases {

    /// A row that somebody else is taking at this moment is left to them.
    private static final String HOLD = """
            update outbox_shards s set
                owner = :owner,
                epoch = case when s.owner = :owner then s.epoch else s.epoch + 1 end,
                lease_until = clock_timestamp() + interval '1 millisecond' * :ttl
            where s.shard in (select f.shard from outbox_shards f
                              where f.owner = :owner or f.lease_until < clock_timestamp()
                              order by f.shard for update skip locked)
            returning s.shard""";

    private static final String RELEASE =
            "update outbox_shards set owner = '', lease_until = '-infinity' where owner = :owner";

    private final DatabaseClient database;

    PostgresShardLeases(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Set<Integer>> hold(String owner, Duration ttl) {
        return database.sql(HOLD)
                .bind("owner", owner)
                .bind("ttl", ttl.toMillis())
                .map(row -> required(row, "shard", Integer.class))
                .all()
                .collect(Collectors.toSet());
    }

    @Override
    public Mono<Void> release(String owner) {
        return database.sql(RELEASE).bind("owner", owner).then();
    }
}
