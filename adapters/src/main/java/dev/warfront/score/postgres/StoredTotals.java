package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.column;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.ScoreState;
import dev.warfront.score.StaleTotals;
import dev.warfront.score.TotalKey;
import dev.warfront.score.WarTotals;
import dev.warfront.war.Tally;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Totals and states as the pipeline reads and writes them.
final class StoredTotals {
    private static final String TOTALS = """
            insert into clan_war_score_totals as t (war_id, scope, scope_id, side, points, kills, deaths, assists, objectives,
                                                    last_seq)
            select * from unnest(:wars, :scopes, :ids, :sides, :points, :kills, :deaths, :assists, :objectives, :seqs)
            on conflict (war_id, scope, scope_id, side) do update
               set points = excluded.points, kills = excluded.kills, deaths = excluded.deaths,
                   assists = excluded.assists, objectives = excluded.objectives, last_seq = excluded.last_seq""";
    /// Neither epoch nor final: reconciliation and settlement write those. A final score stays as of then.
    private static final String STATES = """
            insert into clan_war_score_state as s (war_id, epoch, last_seq, accepted, duplicates, rejected, closed_seq,
                                                   after_final)
            select u.war_id, u.epoch, u.last_seq, u.accepted, u.duplicates, u.rejected, nullif(u.closed_seq, -1),
                   u.after_final
            from unnest(:wars, :epochs, :seqs, :accepted, :duplicates, :rejected, :closed, :afterFinal)
                 as u (war_id, epoch, last_seq, accepted, duplicates, rejected, closed_seq, after_final)
            on conflict (war_id) do update
               set last_seq = excluded.last_seq, accepted = excluded.accepted, duplicates = excluded.duplicates,
                   rejected = excluded.rejected, closed_seq = excluded.closed_seq, after_final = excluded.after_final,
                   updated_at = case when s.final then s.updated_at else clock_timestamp() end
             where s.epoch = excluded.epoch
            returning war_id""";
    private final DatabaseClient database;

    StoredTotals(DatabaseClient database) {
        this.database = database;
    }

    /// What is stored of these wars, but for their battles; nothing of those that never had a record.
    Mono<Map<WarId, WarTotals>> restore(Collection<WarId> wars) {
        if (wars.isEmpty()) {
            return Mono.just(Map.of());
        }
        var ids = wars.stream().map(WarId::value).toArray(UUID[]::new);
        return states(ids).flatMap(states -> totals(ids).map(totals -> joined(states, totals)));
    }

    private static Map<WarId, WarTotals> joined(List<ScoreState> states, Map<WarId, Map<TotalKey, Tally>> totals) {
        var joined = new HashMap<WarId, WarTotals>();
        states.forEach(state ->
                joined.put(state.war(), new WarTotals(state, totals.getOrDefault(state.war(), Map.of()))));
        return joined;
    }

    private Mono<List<ScoreState>> states(UUID[] wars) {
        return database.sql("""
                        select war_id, epoch, last_seq, accepted, duplicates, rejected, closed_seq, after_final
                        from clan_war_score_state where war_id = any(:wars)""")
                .bind("wars", wars)
                .map(StoredTotals::state)
                .all()
                .collectList();
    }

    private static ScoreState state(Readable row) {
        return new ScoreState(
                new WarId(required(row, "war_id", UUID.class)),
                required(row, "epoch", Integer.class),
                required(row, "last_seq", Long.class),
                required(row, "accepted", Long.class),
                required(row, "duplicates", Long.class),
                required(row, "rejected", Long.class),
                row.get("closed_seq", Long.class),
                required(row, "after_final", Long.class));
    }

    private Mono<Map<WarId, Map<TotalKey, Tally>>> totals(UUID[] wars) {
        return database.sql("""
                        select war_id, scope, scope_id, side, points, kills, deaths, assists, objectives
                        from clan_war_score_totals where war_id = any(:wars) and scope in ('SIDE', 'CLAN', 'PLAYER')""")
                .bind("wars", wars)
                .map(row -> new Stored(new WarId(required(row, "war_id", UUID.class)), key(row), tally(row)))
                .all()
                .collect(
                        HashMap::new,
                        (all, each) -> all.computeIfAbsent(each.war(), _ -> new HashMap<>())
                                .put(each.key(), each.tally()));
    }

    /// What is stored of these battles.
    Mono<Map<TotalKey, Tally>> ofBattles(Collection<ScoredBattle> battles) {
        var asked = List.copyOf(battles);
        return database.sql("""
                        select t.scope, t.scope_id, t.side, t.points, t.kills, t.deaths, t.assists, t.objectives
                        from unnest(:wars, :battles) as asked (war_id, battle_id)
                        join clan_war_score_totals t
                          on t.war_id = asked.war_id and t.scope = 'BATTLE' and t.scope_id = asked.battle_id""")
                .bind("wars", column(asked, each -> each.war().value(), UUID[]::new))
                .bind("battles", column(asked, each -> each.id().value(), UUID[]::new))
                .map(row -> Map.entry(key(row), tally(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    static TotalKey key(Readable row) {
        return new TotalKey(
                TotalKey.Scope.valueOf(required(row, "scope", String.class)),
                required(row, "scope_id", UUID.class),
                Side.valueOf(required(row, "side", String.class)));
    }

    static Tally tally(Readable row) {
        return new Tally(
                required(row, "points", Long.class),
                required(row, "kills", Long.class),
                required(row, "deaths", Long.class),
                required(row, "assists", Long.class),
                required(row, "objectives", Long.class));
    }

    /// Writes what changed, absolute.
    Mono<Void> write(List<WarTotals> wars) {
        return writeTotals(rows(wars)).then(writeStates(wars));
    }

    private static List<Total> rows(List<WarTotals> wars) {
        var rows = new ArrayList<Total>();
        wars.forEach(war -> war.totals()
                .forEach((key, tally) -> rows.add(
                        new Total(war.state().war(), key, tally, war.state().lastSeq()))));
        return rows;
    }

    private Mono<Void> writeTotals(List<Total> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(TOTALS)
                .bind("wars", column(rows, each -> each.war().value(), UUID[]::new))
                .bind("scopes", column(rows, each -> each.key().scope().name(), String[]::new))
                .bind("ids", column(rows, each -> each.key().id(), UUID[]::new))
                .bind("sides", column(rows, each -> each.key().side().name(), String[]::new))
                .bind("points", column(rows, each -> each.tally().points(), Long[]::new))
                .bind("kills", column(rows, each -> each.tally().kills(), Long[]::new))
                .bind("deaths", column(rows, each -> each.tally().deaths(), Long[]::new))
                .bind("assists", column(rows, each -> each.tally().assists(), Long[]::new))
                .bind("objectives", column(rows, each -> each.tally().objectives(), Long[]::new))
                .bind("seqs", column(rows, Total::lastSeq, Long[]::new))
                .then();
    }

    private Mono<Void> writeStates(List<WarTotals> wars) {
        if (wars.isEmpty()) {
            return Mono.empty();
        }
        var states = wars.stream().map(WarTotals::state).toList();
        return database.sql(STATES)
                .bind("wars", column(states, each -> each.war().value(), UUID[]::new))
                .bind("epochs", column(states, ScoreState::epoch, Integer[]::new))
                .bind("seqs", column(states, ScoreState::lastSeq, Long[]::new))
                .bind("accepted", column(states, ScoreState::accepted, Long[]::new))
                .bind("duplicates", column(states, ScoreState::duplicates, Long[]::new))
                .bind("rejected", column(states, ScoreState::rejected, Long[]::new))
                .bind("closed", column(states, StoredTotals::closedSeq, Long[]::new))
                .bind("afterFinal", column(states, ScoreState::afterFinal, Long[]::new))
                .map(row -> new WarId(required(row, "war_id", UUID.class)))
                .all()
                .collect(Collectors.toSet())
                .flatMap(written -> requireAll(states, written));
    }

    private static Mono<Void> requireAll(List<ScoreState> states, Set<WarId> written) {
        var stale = states.stream()
                .map(ScoreState::war)
                .filter(each -> !written.contains(each))
                .collect(Collectors.toSet());
        return stale.isEmpty() ? Mono.empty() : Mono.error(new StaleTotals(stale));
    }

    private static Long closedSeq(ScoreState state) {
        return state.closedSeq() == null ? -1L : state.closedSeq();
    }

    private record Stored(WarId war, TotalKey key, Tally tally) {}

    private record Total(WarId war, TotalKey key, Tally tally, long lastSeq) {}
}
