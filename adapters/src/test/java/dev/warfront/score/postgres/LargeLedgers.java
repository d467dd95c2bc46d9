package dev.warfront.score.postgres;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.ScoreWorld;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/// Ledgers too long to be fought for. For tests of other rooms too.
public final class LargeLedgers {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Kills and assists of the last seconds, by both sides in turn; their places in the log are before all real ones.
    private static final String ROWS = """
            insert into clan_war_scores (event_id, war_id, seq, type, side, clan_id, player_id, victim_id, victim_clan_id,
                                         base_points, factor_bp, points, occurred_at, received_at, source, payload_hash,
                                         log_partition, log_offset, log_index)
            select md5(:war::text || i)::uuid, :war, i,
                   case when i % 4 = 0 then 2 else 1 end,
                   case when i % 2 = 0 then 1 else 2 end,
                   case when i % 2 = 0 then :attacker else :defender end,
                   (case when i % 2 = 0 then :attackers else :defenders end)[1 + i % :players],
                   (case when i % 2 = 0 then :defenders else :attackers end)[1 + i / 2 % :players],
                   case when i % 4 = 0 then null when i % 2 = 0 then :defender else :attacker end,
                   case when i % 4 = 0 then 3 else 10 end, 10000, case when i % 4 = 0 then 3 else 10 end,
                   clock_timestamp() - interval '1 second', clock_timestamp(), 1, i, :partition, i - :rows - 1, 0
            from generate_series(1, :rows) i""";

    private LargeLedgers() {}

    /// Writes the ledger of a war as a former owner of its partition would have left it, with totals and state.
    public static void write(ScoreWorld world, WarId war, int partition, int rows) {
        var leads = world.leads(war);
        var database = KernelOnPostgres.database();
        var written = database.sql(ROWS)
                .bind("war", war.value())
                .bind("attacker", leads.attacker().value())
                .bind("defender", leads.defender().value())
                .bind("attackers", ids(i -> ScoreWorld.attacker(war, i)))
                .bind("defenders", ids(i -> ScoreWorld.defender(war, i)))
                .bind("players", ScoreWorld.PLAYERS)
                .bind("partition", partition)
                .bind("rows", rows)
                .then()
                .then(database.sql("""
                                insert into clan_war_score_totals select :war, s.* from clan_war_score_sums(:war) s""").bind("war", war.value()).then())
                .then(database.sql("""
                                insert into clan_war_score_state (war_id, last_seq, accepted) values (:war, :rows, :rows)""")
                        .bind("war", war.value())
                        .bind("rows", rows)
                        .then())
                .then(database.sql("""
                                insert into score_partitions (topic, partition, last_received_at)
                                values ('war.score-events', :partition, clock_timestamp())
                                on conflict (topic, partition) do update set last_received_at = clock_timestamp()""").bind("partition", partition).then());
        KernelOnPostgres.transactions()
                .inTransaction(written.then(Mono.just(true)))
                .block(PATIENCE);
    }

    /// Takes the rows away again.
    public static void forget(WarId war) {
        KernelOnPostgres.database()
                .sql("delete from clan_war_scores where war_id = :war")
                .bind("war", war.value())
                .then()
                .block(PATIENCE);
    }

    /// The id of the event of a row.
    ///
    /// @param seq from 1
    public static UUID event(WarId war, int seq) {
        return KernelOnPostgres.database()
                .sql("select md5(:war || :seq)::uuid as id")
                .bind("war", war.value().toString())
                .bind("seq", Integer.toString(seq))
                .mapValue(UUID.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static UUID[] ids(IntFunction<PlayerId> player) {
        return IntStream.range(0, ScoreWorld.PLAYERS)
                .mapToObj(i -> player.apply(i).value())
                .toArray(UUID[]::new);
    }
}
