package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.Cursor;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.LoggedEvent;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.ParticipantView;
import dev.warfront.war.Tally;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Wars for readers, from the same rows.
@Component
final class PostgresWarViews implements WarViews {
    private static final String WAR = "select " + WarRows.COLUMNS + WarRows.LOG_SEQ + " from clan_wars w";

    private static final String PARTICIPANTS = """
            select player_id, clan_id, side, status, place, eligible_from, joined_at, points, kills, deaths, assists,
                objectives
            from clan_war_participants
            where war_id = :war""";

    private static final String LAND =
            "select " + LandRows.COLUMNS + " from clan_war_territories t where t.war_id = :war order by t.territory_id";

    private static final String EVENTS = """
            select seq, at, event_type, payload from clan_war_events
            where war_id = :war and seq > :after
              and (public or exists (select 1 from clan_war_clans c where c.war_id = :war and c.clan_id = :reader
                                     and c.status = 'ACTIVE'))
            order by seq limit :limit""";

    private final DatabaseClient database;
    private final WarRows rows;

    PostgresWarViews(DatabaseClient database, WarRows rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public Mono<WarView> find(WarId id) {
        return database.sql(WAR + " where w.id = :id")
                .bind("id", id.value())
                .map(rows::view)
                .one();
    }

    @Override
    public Mono<Page<WarView>> list(Filter filter, PageRequest page) {
        return Cursor.page(
                page,
                2,
                cursor -> {
                    var wanted = new WarPage(filter, cursor, page.limit() + 1);
                    return database.sql(wanted.sql())
                            .bindValues(wanted.values())
                            .map(rows::view)
                            .all();
                },
                war -> Cursor.of(war.declaredAt(), war.id().value()));
    }

    @Override
    public Mono<Page<ParticipantView>> participants(WarId war, PageRequest page) {
        return Cursor.page(
                page,
                1,
                cursor -> {
                    var after = cursor == null ? "" : " and player_id > :after";
                    var sql = database.sql(PARTICIPANTS + after + " order by player_id limit :limit")
                            .bind("war", war.value())
                            .bind("limit", page.limit() + 1);
                    return (cursor == null ? sql : sql.bind("after", cursor.uuid(0)))
                            .map(PostgresWarViews::participant)
                            .all();
                },
                one -> Cursor.of(one.player().value()));
    }

    @Override
    public Mono<List<ContestedLand>> territories(WarId war) {
        return database.sql(LAND)
                .bind("war", war.value())
                .map(LandRows::land)
                .all()
                .collectList();
    }

    @Override
    public Mono<List<LoggedEvent>> eventsAfter(WarId war, @Nullable ClanId reader, long afterSeq, int limit) {
        return database.sql(EVENTS)
                .bind("war", war.value())
                .bind("reader", nullable(UUID.class, reader == null ? null : reader.value()))
                .bind("after", afterSeq)
                .bind("limit", limit)
                .map(row -> new LoggedEvent(
                        required(row, "seq", Long.class),
                        required(row, "at", Instant.class),
                        required(row, "event_type", String.class),
                        required(row, "payload", String.class)))
                .all()
                .collectList();
    }

    private static ParticipantView participant(Readable row) {
        return new ParticipantView(
                new PlayerId(required(row, "player_id", UUID.class)),
                new ClanId(required(row, "clan_id", UUID.class)),
                Side.valueOf(required(row, "side", String.class)),
                ParticipantStatus.valueOf(required(row, "status", String.class)),
                required(row, "place", Boolean.class),
                row.get("eligible_from", Instant.class),
                required(row, "joined_at", Instant.class),
                new Tally(
                        required(row, "points", Long.class),
                        required(row, "kills", Long.class),
                        required(row, "deaths", Long.class),
                        required(row, "assists", Long.class),
                        required(row, "objectives", Long.class)));
    }
}
