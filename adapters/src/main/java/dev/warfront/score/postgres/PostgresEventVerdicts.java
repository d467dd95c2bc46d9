package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.Cursor;
import dev.warfront.score.EventVerdict;
import dev.warfront.score.EventVerdict.Accepted;
import dev.warfront.score.EventVerdict.Refused;
import dev.warfront.score.EventVerdicts;
import dev.warfront.score.Points;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Verdicts from the ledger and the review table, each by an index: none costs more because a war is large.
@Component
final class PostgresEventVerdicts implements EventVerdicts {
    /// Further ahead than any clock may be. No more months of the ledger are looked at than it touches.
    private static final String CLOCK_AHEAD_MAX = "interval '1 day'";
    /// Who sends one id again and again makes nobody read more.
    private static final int SAME_ID_MAX = 1_000;

    private static final int SHARED = LedgerNumbers.of(ScoreType.OBJECTIVE_CAPTURE);
    private static final String EVENT = """
            select event_id, war_id, seq, type, occurred_at, received_at, log_partition, log_offset, log_index
            from clan_war_scores
            where event_id = :event and war_id = :war and not (type = %d and player_id is not null)
              and\s""".formatted(SHARED);
    /// With all its rows: those of a shared objective, one and one for each player, follow each other.
    private static final String ACCEPTED = """
            with event as (
                (%1$s occurred_at = :at)
                union all
                (%1$s occurred_at = received_at and occurred_at < :at and occurred_at >= :at - %2$s)
                limit 1)
            select e.event_id, e.seq, rows.points, rows.number, e.occurred_at, e.received_at, e.log_partition, e.log_offset,
                   e.log_index, rows.type
            from event e
            cross join lateral (
                select sum(r.points)::bigint as points, count(*)::int as number, min(r.type) as type
                from clan_war_score_rows r
                where r.war_id = e.war_id and r.occurred_at = e.occurred_at
                  and r.seq between e.seq and e.seq + case e.type when %4$d then %3$d else 0 end
                  and r.log_partition = e.log_partition and r.log_offset = e.log_offset and r.log_index = e.log_index) rows
            """.formatted(EVENT, CLOCK_AHEAD_MAX, Points.PLAYERS_MAX, SHARED);

    private static final String COLUMNS =
            "event_id, war_id, code, field, detail, type, occurred_at, server_id, counted or signed as signed,"
                    + " received_at, log_partition, log_offset, log_index";
    /// The first of those that each repeat gets again; else the last. What nobody has signed only where there is
    /// nothing else.
    private static final String REFUSED = """
            select %s
            from (
                select * from clan_war_score_review
                where event_id = :event
                order by received_at desc
                limit %d) r
            cross join lateral (select code = any(:repeatable) as holds) h
            where war_id = :war and (occurred_at is null or occurred_at = :at) %%s
            order by (counted or signed) desc, holds desc,
                     case when holds then received_at end, received_at desc, log_offset desc, log_index desc
            limit 1""".formatted(COLUMNS, SAME_ID_MAX);
    private static final String REFUSED_OF_ALL = REFUSED.formatted("");
    private static final String REFUSED_OF_SERVER = REFUSED.formatted("and signed and server_id = :server");

    private static final String COUNTED = "select " + COLUMNS + """
             from clan_war_score_review
            where counted and war_id = :war %s and (log_offset, log_index) > (:offset, :index)
            order by log_offset, log_index
            limit :limit""";
    private static final String COUNTED_OF_ALL = COUNTED.formatted("");
    private static final String COUNTED_OF_SERVER = COUNTED.formatted("and server_id = :server");

    private static final String UNCOUNTED = "select " + COLUMNS + """
             from clan_war_score_review
            where not counted and server_id = :server %s
            order by received_at desc, log_partition desc, log_offset desc, log_index desc
            limit :limit""";
    private static final String UNCOUNTED_FIRST = UNCOUNTED.formatted("");
    private static final String UNCOUNTED_BEHIND = UNCOUNTED.formatted(
            "and (received_at, log_partition, log_offset, log_index) < (:at, :partition, :offset, :index)");
    private static final String CODES = """
            select code, count(*) as number
            from (
                select code from clan_war_score_review
                where not counted and server_id = :server
                order by received_at desc
                limit %d) newest
            group by code""".formatted(COUNTED_MAX);

    private final DatabaseClient database;

    PostgresEventVerdicts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<EventVerdict> of(WarId war, UUID event, Instant occurredAt, @Nullable UUID server) {
        return accepted(war, event, occurredAt)
                .cast(EventVerdict.class)
                .switchIfEmpty(Mono.defer(() -> refused(war, event, occurredAt, server)));
    }

    private Mono<Accepted> accepted(WarId war, UUID event, Instant occurredAt) {
        return database.sql(ACCEPTED)
                .bind("war", war.value())
                .bind("event", event)
                .bind("at", occurredAt)
                .map(row -> accepted(war, row))
                .one();
    }

    private static Accepted accepted(WarId war, Readable row) {
        return new Accepted(
                required(row, "event_id", UUID.class),
                war,
                ScoreType.valueOf(required(row, "type", String.class)),
                required(row, "points", Long.class),
                required(row, "seq", Long.class),
                required(row, "number", Integer.class),
                required(row, "occurred_at", Instant.class),
                place(row));
    }

    private Mono<Refused> refused(WarId war, UUID event, Instant occurredAt, @Nullable UUID server) {
        return ofServer(server, REFUSED_OF_ALL, REFUSED_OF_SERVER)
                .bind("war", war.value())
                .bind("event", event)
                .bind("at", occurredAt)
                .bind("repeatable", PackedEvents.codes())
                .map(PostgresEventVerdicts::refused)
                .one();
    }

    private DatabaseClient.GenericExecuteSpec ofServer(@Nullable UUID server, String all, String own) {
        return server == null ? database.sql(all) : database.sql(own).bind("server", server);
    }

    @Override
    public Mono<List<Refused>> refused(WarId war, @Nullable UUID server, Position after, int limit) {
        return ofServer(server, COUNTED_OF_ALL, COUNTED_OF_SERVER)
                .bind("war", war.value())
                .bind("offset", after.offset())
                .bind("index", after.index())
                .bind("limit", limit)
                .map(PostgresEventVerdicts::refused)
                .all()
                .collectList();
    }

    @Override
    public Mono<Page<Refused>> uncounted(UUID server, PageRequest page) {
        return Cursor.page(page, 4, behind -> uncounted(server, behind, page.limit() + 1), PostgresEventVerdicts::end);
    }

    private Flux<Refused> uncounted(UUID server, @Nullable Cursor behind, int limit) {
        var query = behind == null
                ? database.sql(UNCOUNTED_FIRST)
                : database.sql(UNCOUNTED_BEHIND)
                        .bind("at", behind.instant(0))
                        .bind("partition", behind.number(1))
                        .bind("offset", behind.longNumber(2))
                        .bind("index", behind.number(3));
        return query.bind("server", server)
                .bind("limit", limit)
                .map(PostgresEventVerdicts::refused)
                .all();
    }

    private static Cursor end(Refused last) {
        var place = last.place();
        return Cursor.of(place.receivedAt(), place.partition(), place.offset(), place.index());
    }

    @Override
    public Mono<Map<ScoreCode, Long>> uncountedByCode(UUID server) {
        return database.sql(CODES)
                .bind("server", server)
                .map(row -> Map.entry(
                        ScoreCode.valueOf(required(row, "code", String.class)), required(row, "number", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Refused refused(Readable row) {
        var war = row.get("war_id", UUID.class);
        return new Refused(
                row.get("event_id", UUID.class),
                war == null ? null : new WarId(war),
                ScoreCode.valueOf(required(row, "code", String.class)),
                ReviewRows.field(row),
                row.get("detail", String.class),
                row.get("type", String.class),
                row.get("occurred_at", Instant.class),
                row.get("server_id", UUID.class),
                required(row, "signed", Boolean.class),
                place(row));
    }

    private static ScoreLog.Place place(Readable row) {
        return new ScoreLog.Place(
                required(row, "received_at", Instant.class),
                required(row, "log_partition", Short.class),
                required(row, "log_offset", Long.class),
                required(row, "log_index", Short.class));
    }
}
