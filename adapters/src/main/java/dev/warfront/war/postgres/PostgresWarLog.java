package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.outbox.postgres.EventMappings;
import dev.warfront.war.WarChanges;
import dev.warfront.war.WarEvent;
import dev.warfront.war.WarLog;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// The event logs of wars as rows of `clan_war_events`, numbered by a counter of the war. Phases are counted
/// in the metrics once they are committed, and whoever has to know learns of it: much changes with an entry alone.
@Component
final class PostgresWarLog implements WarLog {
    private static final String NUMBER =
            "update clan_war_counters set log_seq = log_seq + :count where war_id = :war returning log_seq";

    private static final String INSERT = """
            insert into clan_war_events (war_id, seq, at, event_type, public, payload)
            select :war, * from unnest(cast(:seqs as bigint[]), cast(:ats as timestamptz[]), cast(:types as text[]),
                cast(:publics as boolean[]), cast(:payloads as text[]))""";

    private static final String AFTER = """
            select seq, at, event_type, payload from clan_war_events
            where war_id = :war and seq > :after order by seq limit :limit""";

    private final DatabaseClient database;
    private final EventMappings mappings;
    private final WarEventMapping own;
    private final JsonMapper json;
    private final WarMeters meters;
    private final List<WarChanges> changes;

    PostgresWarLog(
            DatabaseClient database,
            EventMappings mappings,
            WarEventMapping own,
            JsonMapper json,
            WarMeters meters,
            List<WarChanges> changes) {
        this.database = database;
        this.mappings = mappings;
        this.own = own;
        this.json = json;
        this.meters = meters;
        this.changes = changes;
    }

    @Override
    public Mono<Void> append(WarId war, List<? extends Event> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return number(war, events.size())
                .flatMap(last -> insert(war, last, events))
                .then(AfterCommit.run(() -> committed(war, events)));
    }

    private void committed(WarId war, List<? extends Event> events) {
        events.forEach(meters::count);
        changes.forEach(each -> each.changed(war));
    }

    @Override
    public Mono<List<Entry>> after(WarId war, long afterSeq, int limit) {
        return database.sql(AFTER)
                .bind("war", war.value())
                .bind("after", afterSeq)
                .bind("limit", limit)
                .map(this::entry)
                .all()
                .collectList();
    }

    private Mono<Long> number(WarId war, int count) {
        return database.sql(NUMBER)
                .bind("war", war.value())
                .bind("count", count)
                .map(row -> required(row, "log_seq", Long.class))
                .one()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no war " + war.value() + " to log for")));
    }

    private Mono<Void> insert(WarId war, long last, List<? extends Event> events) {
        var published = events.stream().map(mappings::map).toList();
        var seqs =
                LongStream.rangeClosed(last - events.size() + 1, last).boxed().toArray(Long[]::new);
        return database.sql(INSERT)
                .bind("war", war.value())
                .bind("seqs", seqs)
                .bind("ats", events.stream().map(Event::occurredAt).toArray(Instant[]::new))
                .bind("types", published.stream().map(one -> one.eventType()).toArray(String[]::new))
                .bind("publics", events.stream().map(mappings::isPublic).toArray(Boolean[]::new))
                .bind(
                        "payloads",
                        published.stream()
                                .map(one -> json.writeValueAsString(one.payload()))
                                .toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Entry entry(Readable row) {
        var type = required(row, "event_type", String.class);
        return new Entry(
                required(row, "seq", Long.class),
                required(row, "at", Instant.class),
                type,
                event(type, required(row, "payload", String.class)));
    }

    private @Nullable WarEvent event(String type, String payload) {
        return own.writes(type) ? own.parse(type, json.readTree(payload)) : null;
    }
}
