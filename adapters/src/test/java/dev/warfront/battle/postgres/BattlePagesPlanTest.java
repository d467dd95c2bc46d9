package dev.warfront.battle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;

/// Pages of all battles come out of an index of each partition, in order: nothing is sorted, and no more is read than a
/// page. Costs are left out of it: a tiny table would be read whole.
class BattlePagesPlanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({", false", ", true", "status, false", "status, true"})
    void aPageIsNotSorted(String column, boolean goesOn) {
        var plan = plan(PostgresBattleViews.newest(column, goesOn), column, goesOn);

        assertThat(plan).contains("Index Scan").doesNotContain("Sort (").doesNotContain("Seq Scan");
    }

    private static String plan(String sql, String column, boolean goesOn) {
        var database = KernelOnPostgres.database();
        var explained = KernelOnPostgres.transactions()
                .inTransaction(database.sql("set local enable_seqscan = off")
                        .then()
                        .then(database.sql("set local enable_sort = off").then())
                        .then(database.sql("set local enable_bitmapscan = off").then())
                        .then(database.sql("set local plan_cache_mode = force_generic_plan")
                                .then())
                        .thenMany(bound(database.sql("explain " + sql), column, goesOn)
                                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                                .all())
                        .collectList());
        return String.join("\n", Objects.requireNonNull(explained.block(PATIENCE)));
    }

    private static DatabaseClient.GenericExecuteSpec bound(
            DatabaseClient.GenericExecuteSpec select, String column, boolean goesOn) {
        var page = select.bind("limit", 51);
        var asked = column == null ? page : page.bind("asked", "ENDED");
        return goesOn ? asked.bind("at", Instant.now()).bind("id", UUID.randomUUID()) : asked;
    }
}
