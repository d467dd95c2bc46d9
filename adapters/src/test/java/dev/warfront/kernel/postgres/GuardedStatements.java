package dev.warfront.kernel.postgres;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Transactions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Statements over guarded connections of one second, and what the server has of them.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("statements under way") // one test after the other
abstract class GuardedStatements {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofSeconds(1);

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final ConnectionFactory connections = TestDatabase.get().guardedPool(new Deadline(SHORT), metrics);
    final DatabaseClient database = DatabaseClient.create(connections);
    final Transactions transactions = new SpringTransactions(new R2dbcTransactionManager(connections));
    final String name = "t_" + UUID.randomUUID().toString().replace("-", "");

    /// Over other connections, which have no such deadline.
    final DatabaseClient others = KernelOnPostgres.database();

    Mono<Long> sleeping(String how) {
        return database.sql("select 1 as " + name + " from " + how)
                .fetch()
                .all()
                .count();
    }

    /// Asks until the server is working on so many.
    void awaitUnderWay(long statements) {
        Mono.fromSupplier(this::underWay)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(found -> found == statements)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(20)))
                .block(PATIENCE);
    }

    /// How many statements with the test's own name the server is working on.
    long underWay() {
        return count("select count(*) from pg_stat_activity where state = 'active' and query like '% " + name + " %'"
                + " and pid <> pg_backend_pid()");
    }

    long count(String sql) {
        return others.sql(sql)
                .mapValue(Long.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    void run(String... statements) {
        Flux.fromArray(statements)
                .concatMap(statement -> others.sql(statement).then())
                .blockLast(PATIENCE);
    }
}
