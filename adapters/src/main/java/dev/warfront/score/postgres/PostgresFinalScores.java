package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import dev.warfront.score.TotalKey;
import dev.warfront.war.FinalScores;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.Tally;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The last sums of a war, from the ledger alone. Held by the lock of the war's score state, which
/// every flush writes.
@Component
final class PostgresFinalScores implements FinalScores {
    private static final Logger log = LoggerFactory.getLogger(PostgresFinalScores.class);
    private static final String DIFFERENT = """
            select coalesce(l.scope, t.scope) as scope
            from clan_war_score_sums(:war) l
            full join (select * from clan_war_score_totals where war_id = :war) t
              on t.scope = l.scope and t.scope_id = l.scope_id and t.side = l.side
            where (l.points, l.kills, l.deaths, l.assists, l.objectives)
                  is distinct from (t.points, t.kills, t.deaths, t.assists, t.objectives)""";
    private final DatabaseClient database;
    private final AtomicLong discrepancies;

    PostgresFinalScores(DatabaseClient database, MeterRegistry metrics) {
        this.database = database;
        this.discrepancies = requireGauge(metrics);
    }

    private static AtomicLong requireGauge(MeterRegistry metrics) {
        var value = new AtomicLong();
        metrics.gauge("war_score_discrepancy", value);
        return value;
    }

    @Override
    public Mono<FinalTotals> recount(WarId war) {
        return lastSeq(war).flatMap(_ -> repairIfDifferent(war).then(sums(war))).defaultIfEmpty(FinalTotals.NOTHING);
    }

    /// Locks the state; empty for a war that never had a record.
    private Mono<Long> lastSeq(WarId war) {
        return database.sql("select last_seq from clan_war_score_state where war_id = :war for update")
                .bind("war", war.value())
                .map(row -> required(row, "last_seq", Long.class))
                .one();
    }

    private Mono<Void> repairIfDifferent(WarId war) {
        return database.sql(DIFFERENT)
                .bind("war", war.value())
                .map(row -> required(row, "scope", String.class))
                .all()
                .count()
                .doOnNext(discrepancies::set)
                .flatMap(different -> different == 0 ? Mono.empty() : repair(war, different));
    }

    private Mono<Void> repair(WarId war, long different) {
        log.error(
                "War {}: {} stored totals differ from the ledger and are written anew from it", war.value(), different);
        return execute("delete from clan_war_score_totals where war_id = :war", war)
                .then(execute(
                        "insert into clan_war_score_totals select :war, s.* from clan_war_score_sums(:war) s", war))
                .then(execute("""
                        update clan_war_score_state set epoch = epoch + 1, updated_at = clock_timestamp()
                        where war_id = :war""", war));
    }

    private Mono<Void> execute(String sql, WarId war) {
        return database.sql(sql).bind("war", war.value()).then();
    }

    private Mono<FinalTotals> sums(WarId war) {
        return database.sql("select * from clan_war_score_sums(:war)")
                .bind("war", war.value())
                .map(row -> new Summed(
                        StoredTotals.key(row), StoredTotals.tally(row), required(row, "last_seq", Long.class)))
                .all()
                .collect(Sums::new, Sums::add)
                .map(Sums::totals);
    }

    @Override
    public Mono<Void> finalise(WarId war, long lastSeq) {
        return database.sql("""
                        insert into clan_war_score_state as s (war_id, final) select :war, true where :seq = 0
                        on conflict (war_id) do update set final = true where s.last_seq = :seq""")
                .bind("war", war.value())
                .bind("seq", lastSeq)
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows > 0 ? Mono.empty() : finaliseStored(war, lastSeq));
    }

    private Mono<Void> finaliseStored(WarId war, long lastSeq) {
        return database.sql("update clan_war_score_state set final = true where war_id = :war and last_seq = :seq")
                .bind("war", war.value())
                .bind("seq", lastSeq)
                .fetch()
                .rowsUpdated()
                .flatMap(rows ->
                        rows == 1 ? Mono.empty() : Mono.error(new StaleWrite("final scores of war " + war.value())));
    }

    private record Summed(TotalKey key, Tally tally, long lastSeq) {}

    private static final class Sums {
        private final Map<Side, Tally> sides = new HashMap<>();
        private final Map<ClanId, Tally> clans = new HashMap<>();
        private final Map<PlayerId, Tally> players = new HashMap<>();
        private long lastSeq;

        void add(Summed sum) {
            var tally = sum.tally();
            lastSeq = Math.max(lastSeq, sum.lastSeq());
            switch (sum.key().scope()) {
                case SIDE -> sides.put(sum.key().side(), tally);
                case CLAN -> clans.put(new ClanId(sum.key().id()), tally);
                case PLAYER -> players.put(new PlayerId(sum.key().id()), tally);
                case BATTLE -> {}
            }
        }

        FinalTotals totals() {
            return new FinalTotals(
                    lastSeq,
                    sides.getOrDefault(Side.ATTACKER, Tally.NOTHING),
                    sides.getOrDefault(Side.DEFENDER, Tally.NOTHING),
                    clans,
                    players);
        }
    }
}
