package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.WarId;
import dev.warfront.score.TotalKey;
import dev.warfront.war.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Adds the ledger of a war up again, from its rows alone, and compares what is stored. For tests of other
/// rooms too.
public final class LedgerAudits {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /// One statement, one snapshot: rows that a flush adds meanwhile are in all parts or in none.
    private static final String COMPARED = """
            with ledger as (select * from clan_war_score_sums(:war)),
                 stored as (select * from clan_war_score_totals where war_id = :war),
                 counted as (select count(*) as rows, coalesce(max(seq), 0) as last_seq from clan_war_scores where war_id = :war),
                 doubles as (select event_id from clan_war_scores where war_id = :war group by event_id having count(*) > 1)
            select f.rows, f.last_seq, c.scope, c.scope_id, c.side, c.points, c.kills, c.deaths, c.assists, c.objectives,
                   c.same, null::uuid as double_id
            from counted f left join (
                select coalesce(l.scope, t.scope) as scope, coalesce(l.scope_id, t.scope_id) as scope_id,
                       coalesce(l.side, t.side) as side, coalesce(l.points, 0) as points, coalesce(l.kills, 0) as kills,
                       coalesce(l.deaths, 0) as deaths, coalesce(l.assists, 0) as assists,
                       coalesce(l.objectives, 0) as objectives,
                       (l.points, l.kills, l.deaths, l.assists, l.objectives)
                           is not distinct from (t.points, t.kills, t.deaths, t.assists, t.objectives) as same
                from ledger l full join stored t on t.scope = l.scope and t.scope_id = l.scope_id and t.side = l.side
            ) c on true
            union all
            select f.rows, f.last_seq, null, null, null, null, null, null, null, null, null, d.event_id
            from counted f cross join doubles d""";
    private final DatabaseClient database;

    LedgerAudits(DatabaseClient database) {
        this.database = database;
    }

    /// As of one moment.
    public Mono<Audit> audit(WarId war) {
        return database.sql(COMPARED)
                .bind("war", war.value())
                .map(row -> new Line(
                        required(row, "rows", Long.class),
                        required(row, "last_seq", Long.class),
                        row.get("scope", String.class) == null
                                ? Map.of()
                                : Map.of(StoredTotals.key(row), StoredTotals.tally(row)),
                        Boolean.TRUE.equals(row.get("same", Boolean.class)),
                        row.get("double_id", UUID.class) == null
                                ? List.of()
                                : List.of(required(row, "double_id", UUID.class))))
                .all()
                .collectList()
                .map(LedgerAudits::audit)
                .timeout(PATIENCE);
    }

    private static Audit audit(List<Line> lines) {
        var sums = new HashMap<TotalKey, Tally>();
        lines.forEach(each -> sums.putAll(each.sum()));
        return new Audit(
                lines.getFirst().rows(),
                lines.getFirst().lastSeq(),
                sums,
                lines.stream()
                        .filter(each -> !each.same())
                        .flatMap(each -> each.sum().keySet().stream())
                        .toList(),
                lines.stream().flatMap(each -> each.doubleIds().stream()).toList());
    }

    /// What was found.
    ///
    /// @param rows rows in the ledger
    /// @param lastSeq the highest seq; equal to rows when there is no gap
    /// @param sums what the rows add up to
    /// @param different totals that are stored otherwise, or not at all, or without rows
    /// @param doubleIds event ids that stand more than once
    public record Audit(
            long rows, long lastSeq, Map<TotalKey, Tally> sums, List<TotalKey> different, List<UUID> doubleIds) {
        public Audit {
            sums = Map.copyOf(sums);
            different = List.copyOf(different);
            doubleIds = List.copyOf(doubleIds);
        }

        /// No gap, no id twice, and the totals are the sums.
        public boolean sound() {
            return rows == lastSeq && different.isEmpty() && doubleIds.isEmpty();
        }
    }

    private record Line(long rows, long lastSeq, Map<TotalKey, Tally> sum, boolean same, List<UUID> doubleIds) {}
}
