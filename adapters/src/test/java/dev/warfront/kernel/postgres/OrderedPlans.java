package dev.warfront.kernel.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Plans of statements that are to come out of an index in order. Costs are left out of it: a tiny table would be read
/// whole, and sorted. For tests of other contexts too.
public final class OrderedPlans {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private OrderedPlans() {}

    public static String of(String sql, Map<String, ?> values) {
        var database = KernelOnPostgres.database();
        var explained = KernelOnPostgres.transactions()
                .inTransaction(database.sql("set local enable_seqscan = off")
                        .then()
                        .then(database.sql("set local enable_sort = off").then())
                        .then(database.sql("set local enable_bitmapscan = off").then())
                        .then(database.sql("set local plan_cache_mode = force_generic_plan")
                                .then())
                        .thenMany(database.sql("explain " + sql)
                                .bindValues(values)
                                .map(row -> required(row, "QUERY PLAN", String.class))
                                .all())
                        .collect(Collectors.joining("\n")));
        return Objects.requireNonNull(explained.block(PATIENCE));
    }
}
