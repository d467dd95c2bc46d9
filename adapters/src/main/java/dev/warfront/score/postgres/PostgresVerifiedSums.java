package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.score.TotalKey;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.score.VerifiedSums;
import dev.warfront.war.FinalScores;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.Tally;
import dev.warfront.war.WarChanges;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The running sums of the ledger, and the last word on a war that follows from them. Whoever has to know learns of
/// what was corrected or made final once it is committed.
@Component
final class PostgresVerifiedSums implements VerifiedSums, FinalScores {
    private static final Logger log = LoggerFactory.getLogger(PostgresVerifiedSums.class);

    /// Holds the war's place until the commit.
    private static final String PLACE = """
            insert into clan_war_score_verified as v (war_id) values (:war)
            on conflict (war_id) do update set verified_at = clock_timestamp()
            returning verified_seq""";
    private static final String STATE = "select last_seq, closed_seq from clan_war_score_state where war_id = :war";
    private static final String ADD = """
            insert into clan_war_score_verified_totals as t (war_id, scope, scope_id, side, points, kills, deaths, assists,
                                                             objectives, last_seq)
            select :war, s.* from clan_war_score_sums(:war, :after, :until) s
            on conflict (war_id, scope, scope_id, side) do update
               set points = t.points + excluded.points, kills = t.kills + excluded.kills,
                   deaths = t.deaths + excluded.deaths, assists = t.assists + excluded.assists,
                   objectives = t.objectives + excluded.objectives, last_seq = excluded.last_seq""";
    private static final String CORRECT = """
            insert into clan_war_score_totals as t (war_id, scope, scope_id, side, points, kills, deaths, assists, objectives,
                                                    last_seq)
            select :war, e.* from clan_war_score_expected(:war) e
            on conflict (war_id, scope, scope_id, side) do update
               set points = excluded.points, kills = excluded.kills, deaths = excluded.deaths,
                   assists = excluded.assists, objectives = excluded.objectives, last_seq = excluded.last_seq""";
    private static final String REMOVE = """
            delete from clan_war_score_totals t using clan_war_score_differences(:war) d
            where t.war_id = :war and t.scope = d.scope and t.scope_id = d.scope_id and t.side = d.side""";

    private final DatabaseClient database;
    private final List<WarChanges> changes;
    private final AtomicLong discrepancies = new AtomicLong();

    PostgresVerifiedSums(DatabaseClient database, MeterRegistry metrics, List<WarChanges> changes) {
        this.database = database;
        this.changes = changes;
        metrics.gauge("war_score_discrepancy", discrepancies);
    }

    @Override
    public Mono<Progress> addOn(WarId war, int rowsMax) {
        return place(war)
                .flatMap(place -> state(war, place)
                        .flatMap(state -> add(war, place, Math.min(state.lastSeq(), place + rowsMax))
                                .map(until -> new Progress(until, state.lastSeq(), state.closedSeq()))));
    }

    private Mono<Long> place(WarId war) {
        return database.sql(PLACE)
                .bind("war", war.value())
                .map(row -> required(row, "verified_seq", Long.class))
                .one();
    }

    private Mono<Progress> state(WarId war, long place) {
        return database.sql(STATE)
                .bind("war", war.value())
                .map(row ->
                        new Progress(place, required(row, "last_seq", Long.class), row.get("closed_seq", Long.class)))
                .one()
                .defaultIfEmpty(new Progress(place, 0, null));
    }

    private Mono<Long> add(WarId war, long after, long until) {
        if (until <= after) {
            return Mono.just(after);
        }
        return database.sql(ADD)
                .bind("war", war.value())
                .bind("after", after)
                .bind("until", until)
                .then()
                .then(database.sql("update clan_war_score_verified set verified_seq = :until where war_id = :war")
                        .bind("war", war.value())
                        .bind("until", until)
                        .then())
                .thenReturn(until);
    }

    @Override
    public Mono<Long> correctTotals(WarId war) {
        return differences(war).flatMap(different -> different == 0 ? Mono.just(0L) : correctLocked(war));
    }

    private Mono<Long> differences(WarId war) {
        return database.sql("select count(*) as n from clan_war_score_differences(:war)")
                .bind("war", war.value())
                .map(row -> required(row, "n", Long.class))
                .one()
                .doOnNext(discrepancies::set);
    }

    /// Compared again under the lock that every flush of the war takes, so that none comes in between.
    private Mono<Long> correctLocked(WarId war) {
        return execute("select 1 from clan_war_score_state where war_id = :war for update", war)
                .then(differences(war))
                .flatMap(different ->
                        different == 0 ? Mono.just(0L) : correct(war, different).thenReturn(different));
    }

    private Mono<Void> correct(WarId war, long different) {
        log.error(
                "war {}: {} stored totals differ from the ledger and are written anew from it", war.value(), different);
        return execute(REMOVE, war)
                .then(execute(CORRECT, war))
                .then(execute("""
                        update clan_war_score_state set epoch = epoch + 1, updated_at = clock_timestamp()
                        where war_id = :war""", war))
                .then(changed(war));
    }

    private Mono<Void> changed(WarId war) {
        return AfterCommit.run(() -> changes.forEach(each -> each.changed(war)));
    }

    private Mono<Void> execute(String sql, WarId war) {
        return database.sql(sql).bind("war", war.value()).then();
    }

    @Override
    public Mono<FinalTotals> verified(WarId war) {
        return place(war)
                .flatMap(place -> state(war, place))
                .filter(state -> !state.behind())
                .switchIfEmpty(Mono.error(() -> new StaleWrite("verified sums of war " + war.value())))
                .flatMap(state -> totals(war, state.verifiedSeq()));
    }

    private Mono<FinalTotals> totals(WarId war, long lastSeq) {
        return database.sql("select * from clan_war_score_verified_totals where war_id = :war")
                .bind("war", war.value())
                .map(row -> Map.entry(StoredTotals.key(row), StoredTotals.tally(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(sums -> totals(war, lastSeq, sums));
    }

    private static FinalTotals totals(WarId war, long lastSeq, Map<TotalKey, Tally> sums) {
        var clans = new HashMap<ClanId, Tally>();
        var players = new HashMap<PlayerId, Tally>();
        sums.forEach((key, tally) -> {
            switch (key.scope()) {
                case CLAN -> clans.put(new ClanId(key.id()), tally);
                case PLAYER -> players.put(new PlayerId(key.id()), tally);
                case SIDE, BATTLE -> {}
            }
        });
        return new FinalTotals(lastSeq, side(war, Side.ATTACKER, sums), side(war, Side.DEFENDER, sums), clans, players);
    }

    private static Tally side(WarId war, Side side, Map<TotalKey, Tally> sums) {
        return sums.getOrDefault(new TotalKey(Scope.SIDE, war.value(), side), Tally.NOTHING);
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
                .flatMap(rows -> rows > 0 ? Mono.just(rows) : finaliseStored(war, lastSeq))
                .filter(rows -> rows > 0)
                .switchIfEmpty(Mono.error(() -> new StaleWrite("final scores of war " + war.value())))
                .then(changed(war));
    }

    private Mono<Long> finaliseStored(WarId war, long lastSeq) {
        return database.sql("update clan_war_score_state set final = true where war_id = :war and last_seq = :seq")
                .bind("war", war.value())
                .bind("seq", lastSeq)
                .fetch()
                .rowsUpdated();
    }
}
