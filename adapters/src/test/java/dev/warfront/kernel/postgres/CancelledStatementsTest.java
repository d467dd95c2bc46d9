package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Transactions;
import dev.warfront.testing.Depth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Whoever does not wait any more leaves a connection that answers whoever is next.
class CancelledStatementsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int TIMES = Depth.isDeep() ? 3_000 : 600;
    private static final int PARTS = 5;
    private static final int LATEST_NANOS = 1_500_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Deadline deadline = new Deadline(DEADLINE);
    private final ConnectionPool pool =
            new ConnectionPool(ConnectionPoolConfiguration.builder(new SettledConnections(driver()))
                    .maxSize(1)
                    .maxAcquireTime(PATIENCE)
                    .build());
    private final GuardedConnections connections = new GuardedConnections(pool, deadline, new SimpleMeterRegistry());
    private final DatabaseClient database = DatabaseClient.create(connections);
    private final Transactions transactions = new SpringTransactions(new R2dbcTransactionManager(connections));

    private ConnectionFactory driver() {
        var options = ConnectionFactoryOptions.parse(TestDatabase.get().server().r2dbcUrl());
        return ConnectionFactories.get(
                GuardedConnections.driverOptions(options.mutate(), deadline).build());
    }

    @AfterEach
    void disposeOf() {
        pool.dispose();
    }

    @Test
    void givenTransactionsWithACopy_cancelledAtAnyInstant_theNextStatementIsAnswered() {
        run("create table cancelled (id int)");
        for (var i = 0; i < TIMES; i++) {
            var copying = copying().subscribe();
            LockSupport.parkNanos(random.nextInt(LATEST_NANOS));
            copying.dispose();

            assertThat(answer(i)).as("seed %d", seed).isEqualTo(i);
        }
        run("drop table cancelled");
    }

    /// A transaction that nobody knows of would take it along, when it is rolled back.
    @Test
    void givenTransactionsCancelledAtAnyInstant_whatIsWrittenNextStays() {
        run("create table written (id int)");
        for (var i = 0; i < TIMES; i++) {
            var writing = database.sql("insert into written values (-1)")
                    .then()
                    .then(database.sql("select pg_sleep(0.001)").then())
                    .as(transactions::inTransaction)
                    .subscribeOn(Schedulers.parallel())
                    .subscribe();
            LockSupport.parkNanos(random.nextInt(LATEST_NANOS));
            writing.dispose();
            run("insert into written values (" + i + ")");

            assertThat(number("select count(*) from written where id >= 0"))
                    .as("seed %d", seed)
                    .isEqualTo(i + 1);
        }
        run("drop table written");
    }

    /// By one thread, while another begins the next statement.
    @Test
    void givenTransactionsCancelledAtAnyInstant_noneIsCommittedInPart() {
        run("create table parts (id int)");
        for (var i = 0; i < TIMES; i++) {
            var id = i;
            var writing = Flux.range(0, PARTS)
                    .concatMap(_ -> database.sql("insert into parts values (" + id + ")")
                            .then()
                            .publishOn(Schedulers.parallel()))
                    .then()
                    .as(transactions::inTransaction)
                    .subscribeOn(Schedulers.parallel())
                    .subscribe();
            LockSupport.parkNanos(random.nextInt(LATEST_NANOS));
            writing.dispose();
        }
        run("select 1"); // whatever is under way on the connection is answered before

        assertThat(number("select count(*) from (select id from parts group by id having count(*) <> " + PARTS
                        + ") torn"))
                .as("seed %d", seed)
                .isZero();
        run("drop table parts");
    }

    /// As Reactor drops it, when the cancel comes between the answer to BEGIN and the hand-over.
    @Test
    void givenATransactionThatIsCancelledBeforeItIsHandedOver_itIsRolledBack_andItsConnectionGivenBack() {
        run("create table dropped (id int)");
        var manager = new DroppedTransactions();
        var writing =
                new SpringTransactions(manager).inTransaction(Mono.empty()).subscribe();
        manager.begun.asMono().block(PATIENCE);
        writing.dispose();

        run("insert into dropped values (1)");
        assertThat(number("select sum(id) from dropped")).isOne();
        assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
        run("drop table dropped");
    }

    /// Hands no transaction over that it has begun.
    private final class DroppedTransactions implements ReactiveTransactionManager {
        private final Sinks.Empty<Void> begun = Sinks.empty();

        @Override
        public Mono<ReactiveTransaction> getReactiveTransaction(@Nullable TransactionDefinition definition) {
            return Mono.from(connections.create())
                    .flatMap(connection -> Mono.from(connection.beginTransaction())
                            .thenMany(connection
                                    .createStatement("insert into dropped values (-1)")
                                    .execute())
                            .flatMap(Result::getRowsUpdated)
                            .then())
                    .doOnSuccess(_ -> begun.tryEmitEmpty().orThrow())
                    .then(Mono.never());
        }

        @Override
        public Mono<Void> commit(ReactiveTransaction transaction) {
            return Mono.error(new IllegalStateException("never handed over"));
        }

        @Override
        public Mono<Void> rollback(ReactiveTransaction transaction) {
            return commit(transaction);
        }
    }

    /// As others see it.
    private static long number(String sql) {
        return TestDatabase.get()
                .client()
                .sql(sql)
                .mapValue(Long.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /// As in a flush, that is decided on another thread than the one on which its offsets were moved.
    private Mono<Void> copying() {
        return database.sql("select 1")
                .then()
                .thenReturn(true)
                .publishOn(Schedulers.parallel())
                .flatMap(_ -> CopyIn.run(connections, "copy cancelled from stdin", rows()))
                .then(database.sql("select 2").then())
                .as(transactions::inTransaction)
                .subscribeOn(Schedulers.parallel());
    }

    private int answer(int number) {
        return database.sql("select " + number)
                .mapValue(Integer.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private void run(String sql) {
        database.sql(sql).then().block(PATIENCE);
    }

    private static Flux<ByteBuf> rows() {
        return Flux.range(0, 100).map(id -> Unpooled.copiedBuffer(id + "\n", StandardCharsets.UTF_8));
    }
}
