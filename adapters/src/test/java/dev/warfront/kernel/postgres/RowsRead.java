package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/// What a read costs: rows of tables and entries of indexes, counted out by the server, whether it plans for the
/// values it is given or for all. For tests of other contexts too.
public final class RowsRead {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String COUNTED = """
            select coalesce(sum(pg_stat_get_xact_tuples_returned(oid)), 0)::bigint as counted
            from pg_class where relnamespace = 'public'::regnamespace""";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    /// @param database what is read is read over it
    public RowsRead(DatabaseClient database) {
        this.database = database;
        this.transactions = TransactionalOperator.create(new R2dbcTransactionManager(database.getConnectionFactory()));
    }

    /// By one read, under a plan of each kind.
    public List<Long> by(Mono<?> read) {
        return Stream.of("force_custom_plan", "force_generic_plan")
                .map(kind -> database.sql("set local plan_cache_mode = " + kind)
                        .then()
                        .then(counted().zipWhen(_ -> read.then(counted()), (before, after) -> after - before))
                        .as(transactions::transactional)
                        .blockOptional(PATIENCE)
                        .orElseThrow())
                .toList();
    }

    /// By the first page of a list and, where there is one, by the next.
    ///
    /// @param limit items of a page
    public List<Long> byPages(Function<PageRequest, Mono<? extends Page<?>>> list, int limit) {
        var first = new PageRequest(limit, null);
        var read = new ArrayList<>(by(list.apply(first)));
        var next = list.apply(first)
                .mapNotNull(Page::nextCursor)
                .map(cursor -> new PageRequest(limit, cursor))
                .block(PATIENCE);
        if (next != null) {
            read.addAll(by(list.apply(next)));
        }
        return read;
    }

    private Mono<Long> counted() {
        return database.sql(COUNTED).mapValue(Long.class).one();
    }
}
