package dev.warfront.outbox.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.outbox.OutgoingRecord;
import dev.warfront.outbox.PendingEvent;
import dev.warfront.outbox.PendingEvents;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the relay reads and marks. Rows are found by their state, never by a cursor: positions are given before
/// commits, so a later one may become visible first.
@Component
final class PostgresPendingEvents implements PendingEvents {

    private static final int REASON_MAX = 500;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private static final String WITH_WORK = """
            select s.shard from unnest(:shards) as s (shard)
            where exists (select from outbox_events o where o.shard = s.shard and o.status = 'PENDING'
                          and o.next_attempt_at <= statement_timestamp())""";

    /// `refused` holds the oldest refused row of each aggregate that has one: what is before it may go,
    /// itself when its time has come, nothing behind it.
    private static final String OLDEST = """
            with refused as (
                select aggregate_type, aggregate_id, min(seq) as seq from outbox_events
                where shard = :shard and status = 'PENDING' and attempts > 0
                group by aggregate_type, aggregate_id)
            select o.position, o.event_id, o.aggregate_type, o.aggregate_id, o.seq, o.topic, o.key,
                   o.headers::text as headers, o.value, o.shard, o.attempts, o.created_at
            from outbox_events o
            left join refused r on r.aggregate_type = o.aggregate_type and r.aggregate_id = o.aggregate_id
            where o.shard = :shard and o.status = 'PENDING'
              and (r.seq is null or o.seq < r.seq
                   or (o.seq = r.seq and o.next_attempt_at <= statement_timestamp()))
            order by o.position
            limit :limit""";

    private static final String PUBLISHED = """
            update outbox_events o set status = 'PUBLISHED'
            from unnest(:ids, :createdAts) as p (event_id, created_at)
            where o.event_id = p.event_id and o.created_at = p.created_at and o.status = 'PENDING'""";

    private static final String REFUSED = """
            update outbox_events set
                attempts = attempts + 1,
                failure = :reason,
                next_attempt_at = statement_timestamp() + least(interval '1 second' * power(2, attempts), interval '5 minutes'),
                status = case when attempts + 1 >= :max then 'DEAD' else 'PENDING' end
            where event_id = :id and created_at = :createdAt and status = 'PENDING' and attempts = :attempts
            returning status""";

    private static final String LAG = """
            select coalesce(extract(epoch from clock_timestamp() - min(oldest.created_at)), 0)::float8 as seconds
            from generate_series(0, 15) as s (shard)
            cross join lateral (select o.created_at from outbox_events o
                                where o.shard = s.shard and o.status = 'PENDING' order by o.position limit 1) oldest""";

    private final DatabaseClient database;

    private final OutboxRows rows;

    private final JsonMapper json;

    PostgresPendingEvents(DatabaseClient database, OutboxRows rows, JsonMapper json) {
        this.database = database;
        this.rows = rows;
        this.json = json;
    }

    @Override
    public Mono<Set<Integer>> shardsWithWork(Set<Integer> shards) {
        return database.sql(WITH_WORK)
                .bind("shards", shards.toArray(Integer[]::new))
                .map(row -> required(row, "shard", Integer.class))
                .all()
                .collect(Collectors.toSet());
    }

    @Override
    public Mono<List<PendingEvent>> oldest(int shard, int limit) {
        return database.sql(OLDEST)
                .bind("shard", shard)
                .bind("limit", limit)
                .map(this::event)
                .all()
                .collectList();
    }

    @Override
    public Mono<Void> published(Collection<PendingEvent> events) {
        return database.sql(PUBLISHED)
                .bind("ids", events.stream().map(PendingEvent::eventId).toArray(UUID[]::new))
                .bind("createdAts", events.stream().map(PendingEvent::createdAt).toArray(Instant[]::new))
                .then();
    }

    @Override
    public Mono<Boolean> refused(PendingEvent event, String reason) {
        return database.sql(REFUSED)
                .bind("id", event.eventId())
                .bind("createdAt", event.createdAt())
                .bind("attempts", event.attempts())
                .bind("reason", reason.substring(0, Math.min(reason.length(), REASON_MAX)))
                .bind("max", ATTEMPTS_MAX)
                .map(row -> "DEAD".equals(row.get("status", String.class)))
                .one()
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<Duration> lag() {
        return database.sql(LAG)
                .map(row -> required(row, "seconds", Double.class))
                .one()
                .map(seconds -> Duration.ofMillis((long) (Math.max(0, seconds) * 1_000)));
    }

    @Override
    public Flux<Long> appended() {
        return rows.appended();
    }

    private PendingEvent event(Readable row) {
        return new PendingEvent(
                required(row, "position", Long.class),
                required(row, "event_id", UUID.class),
                required(row, "aggregate_type", String.class),
                required(row, "aggregate_id", UUID.class),
                required(row, "seq", Long.class),
                record(row),
                required(row, "shard", Integer.class),
                required(row, "attempts", Integer.class),
                required(row, "created_at", Instant.class));
    }

    private OutgoingRecord record(Readable row) {
        return new OutgoingRecord(
                required(row, "topic", String.class),
                required(row, "key", String.class),
                json.readValue(required(row, "headers", String.class), HEADERS),
                required(row, "value", String.class));
    }
}
