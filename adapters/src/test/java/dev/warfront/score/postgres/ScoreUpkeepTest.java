package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.Upkeep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class ScoreUpkeepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// Far from the partitions that other tests use.
    private static final int PARTITION = 20_001;

    private final DatabaseClient database = KernelOnPostgres.database();

    private void refused(int offset, int daysAgo) {
        database.sql("""
                        insert into clan_war_score_review (log_partition, log_offset, log_index, counted, signed, code, received_at,
                                                           payload_hash, record_headers)
                        values (:partition, :offset, 0, false, false, 'SCORE_MALFORMED', now() - interval '1 day' * :days, 0, '')""")
                .bind("partition", PARTITION)
                .bind("offset", offset)
                .bind("days", daysAgo)
                .then()
                .block(PATIENCE);
    }

    @Test
    void whatWasRefusedAMonthAgoIsDeleted_andNothingElse() {
        refused(1, 31);
        refused(2, 29);
        refused(3, 0);

        new Upkeep(database, List.of(new ScoreUpkeep().oldReviews())).once().block(PATIENCE);

        assertThat(database.sql("""
                                select log_offset from clan_war_score_review where log_partition = :partition
                                order by log_offset""")
                        .bind("partition", PARTITION)
                        .mapValue(Long.class)
                        .all()
                        .collectList()
                        .block(PATIENCE))
                .containsExactly(2L, 3L);
    }
}
