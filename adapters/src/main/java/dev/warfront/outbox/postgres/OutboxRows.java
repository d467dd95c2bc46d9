package dev.warfront.outbox.postgres;

import static dev.warfront.kernel.postgres.Rows.column;
import static dev.warfront.kernel.postgres.Rows.required;
import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.kernel.postgres.LocalNotifier;
import dev.warfront.outbox.postgres.OutboxRow.Aggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.databind.json.JsonMapper;

/// Writes rows of the outbox: numbers first, under the lock of each aggregate's counter, then all rows
/// by one statement.
@Component
class OutboxRows {

    /// Counters are locked in one order, so that two transactions over the same aggregates cannot wait for
    /// each other.
    private static final String TAKE_NUMBERS = """
            insert into event_sequences as s (scope, id, last_seq)
            select w.scope, w.id, w.wanted from unnest(:scopes, :ids, :wanted) as w (scope, id, wanted)
            order by w.scope, w.id
            on conflict (scope, id) do update set last_seq = s.last_seq + excluded.last_seq
            returning scope, id, last_seq""";

    private static final String INSERT = """
            insert into outbox_events (event_id, aggregate_type, aggregate_id, seq, event_type, schema_version, topic, key,
                                       headers, value, shard)
            select r.event_id, r.aggregate_type, r.aggregate_id, r.seq, r.event_type, r.schema_version, r.topic, r.key,
                   r.headers::jsonb, r.value, r.shard
            from unnest(:eventIds, :types, :ids, :seqs, :eventTypes, :versions, :topics, :keys, :headers, :values, :shards)
                 with ordinality as r (event_id, aggregate_type, aggregate_id, seq, event_type, schema_version, topic, key,
                                       headers, value, shard, ord)
            order by r.ord""";

    private final DatabaseClient database;

    private final JsonMapper json;

    private final LocalNotifier<Long> appended = new LocalNotifier<>();

    OutboxRows(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /// Something to store, before it has its number.
    interface Unnumbered {
        Aggregate aggregate();

        OutboxRow numbered(long seq, ContextView context);
    }

    /// In the caller's transaction; fails when there is none.
    Mono<Void> append(List<? extends Unnumbered> unnumbered) {
        if (unnumbered.isEmpty()) {
            return Mono.empty();
        }
        return AfterCommit.requireTransaction()
                .then(Mono.defer(() -> takeNumbers(unnumbered)))
                .flatMap(last -> Mono.deferContextual(context -> insert(numbered(unnumbered, last, context))))
                .then(AfterCommit.run(this::announce));
    }

    /// Hot: something was committed.
    Flux<Long> appended() {
        return appended.all();
    }

    private void announce() {
        appended.give(1L);
    }

    private Mono<Map<Aggregate, Long>> takeNumbers(List<? extends Unnumbered> unnumbered) {
        var wanted = new TreeMap<Aggregate, Long>();
        unnumbered.forEach(each -> wanted.merge(each.aggregate(), 1L, Long::sum));
        return database.sql(TAKE_NUMBERS)
                .bind("scopes", wanted.keySet().stream().map(Aggregate::type).toArray(String[]::new))
                .bind("ids", wanted.keySet().stream().map(Aggregate::id).toArray(UUID[]::new))
                .bind("wanted", wanted.values().toArray(Long[]::new))
                .map(row -> Map.entry(
                        new Aggregate(required(row, "scope", String.class), required(row, "id", UUID.class)),
                        required(row, "last_seq", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(last -> firstOf(last, wanted));
    }

    private static Map<Aggregate, Long> firstOf(Map<Aggregate, Long> last, Map<Aggregate, Long> wanted) {
        var first = new HashMap<Aggregate, Long>();
        wanted.forEach((aggregate, count) -> first.put(aggregate, requireNonNull(last.get(aggregate)) - count + 1));
        return first;
    }

    private static List<OutboxRow> numbered(
            List<? extends Unnumbered> unnumbered, Map<Aggregate, Long> first, ContextView context) {
        var next = new HashMap<>(first);
        var rows = new ArrayList<OutboxRow>(unnumbered.size());
        for (var each : unnumbered) {
            var seq = requireNonNull(next.get(each.aggregate()));
            next.put(each.aggregate(), seq + 1);
            rows.add(each.numbered(seq, context));
        }
        return rows;
    }

    private Mono<Void> insert(List<OutboxRow> rows) {
        return database.sql(INSERT)
                .bind("eventIds", column(rows, OutboxRow::eventId, UUID[]::new))
                .bind("types", column(rows, row -> row.aggregate().type(), String[]::new))
                .bind("ids", column(rows, row -> row.aggregate().id(), UUID[]::new))
                .bind("seqs", column(rows, OutboxRow::seq, Long[]::new))
                .bind("eventTypes", column(rows, OutboxRow::eventType, String[]::new))
                .bind("versions", column(rows, OutboxRow::schemaVersion, Integer[]::new))
                .bind("topics", column(rows, row -> row.record().destination(), String[]::new))
                .bind("keys", column(rows, row -> row.record().key(), String[]::new))
                .bind(
                        "headers",
                        column(rows, row -> json.writeValueAsString(row.record().headers()), String[]::new))
                .bind("values", column(rows, row -> row.record().value(), String[]::new))
                .bind("shards", column(rows, row -> row.aggregate().shard(), Integer[]::new))
                .then();
    }
}
