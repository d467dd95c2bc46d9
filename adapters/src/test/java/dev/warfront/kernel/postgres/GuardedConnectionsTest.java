package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.cache.RecentlyRead;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;
import reactor.util.retry.Retry;

/// What every statement of every adapter can rely on.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("statements under way") // its own tests run one after the other
class GuardedConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ConnectionFactory connections = TestDatabase.get().guardedPool(new Deadline(SHORT), metrics);
    private final DatabaseClient database = DatabaseClient.create(connections);
    private final Transactions transactions = new SpringTransactions(new R2dbcTransactionManager(connections));
    private final String name = "t_" + UUID.randomUUID().toString().replace("-", "");

    /// Over other connections, which have no such deadline.
    private final DatabaseClient others = KernelOnPostgres.database();

    private Mono<Long> sleeping(String how) {
        return database.sql("select 1 as " + name + " from " + how)
                .fetch()
                .all()
                .count();
    }

    /// How many statements with the test's own name the server is working on.
    private long underWay() {
        return count("select count(*) from pg_stat_activity where state = 'active' and query like '% " + name + " %'"
                + " and pid <> pg_backend_pid()");
    }

    private long count(String sql) {
        return others.sql(sql)
                .mapValue(Long.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /// Asks until the server is working on so many.
    private void awaitUnderWay(long statements) {
        Mono.fromSupplier(this::underWay)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(found -> found == statements)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(20)))
                .block(PATIENCE);
    }

    private void run(String... statements) {
        Flux.fromArray(statements)
                .concatMap(statement -> others.sql(statement).then())
                .blockLast(PATIENCE);
    }

    @Test
    void givenAStatementBeyondTheDeadline_itFails_andIsGoneFromTheServer() {
        sleeping("pg_sleep(20)")
                .as(StepVerifier::create)
                .expectError(DeadlineExceeded.class)
                .verify(PATIENCE);

        assertThat(underWay()).isZero();
    }

    @Test
    void givenAServerThatSaysNothing_theStatementIsGivenUp() {
        var silent = new GuardedConnections(
                ConnectionFactories.get(TestDatabase.get().server().r2dbcUrl()), new Deadline(SHORT), metrics);

        DatabaseClient.create(silent)
                .sql("select pg_sleep(20)")
                .fetch()
                .all()
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(DeadlineExceeded.class)
                        .hasMessageContaining("select")
                        .hasNoCause())
                .verify(PATIENCE);
    }

    @Test
    void givenNobodyWaitsAnyMore_theStatementEndsAtTheDeadline() {
        sleeping("pg_sleep(60)") // ends by itself beyond all patience
                .as(StepVerifier::create)
                .then(() -> awaitUnderWay(1))
                .thenCancel()
                .verify(PATIENCE);

        awaitUnderWay(0);
    }

    @Test
    void givenALockHeldByAnother_waitingForItEndsAtTheDeadline() {
        var lock = "select pg_advisory_xact_lock(hashtext('" + name + "'))";
        var waiting = transactions
                .inTransaction(database.sql(lock).then())
                .contextWrite(_ -> Context.empty()); // somebody else's transaction

        KernelOnPostgres.transactions()
                .inTransaction(others.sql(lock).then().then(waiting))
                .as(StepVerifier::create)
                .expectError(DeadlineExceeded.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAnExtendedDeadline_theStatementMayTakeSoLong_andOnlyThisOne() {
        var extended = Deadline.extended(Duration.ofSeconds(20));

        sleeping("pg_sleep(2)")
                .contextWrite(extended)
                .as(StepVerifier::create)
                .expectNext(1L)
                .expectComplete()
                .verify(PATIENCE);
        transactions
                .inTransaction(sleeping("pg_sleep(2)").contextWrite(extended).then(sleeping("pg_sleep(20)")))
                .as(StepVerifier::create)
                .expectError(DeadlineExceeded.class)
                .verify(PATIENCE);

        Mono.defer(() -> database.sql("show statement_timeout")
                        .mapValue(String.class)
                        .one())
                .repeat(5)
                .distinct()
                .as(StepVerifier::create)
                .expectNext("1s")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAFailureUnderAnExtendedDeadline_theConnectionIsAsBefore() {
        transactions
                .inTransaction(database.sql("select 1 / 0").then().contextWrite(Deadline.extended(PATIENCE)))
                .onErrorComplete()
                .then(database.sql("show statement_timeout")
                        .mapValue(String.class)
                        .one())
                .as(StepVerifier::create)
                .expectNext("1s")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAUniqueKeyTwice_theConstraintIsNamed() {
        run("create table " + name + " (id int constraint " + name + "_only unique deferrable initially immediate)");
        var insert = database.sql("insert into " + name + " values (7)").then();

        insert.then(insert)
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                AlreadyTaken.class,
                                taken -> assertThat(taken.constraint()).isEqualTo(name + "_only")))
                .verify(PATIENCE);
        transactions
                .inTransaction(
                        database.sql("set constraints all deferred").then().then(insert))
                .as(StepVerifier::create)
                .expectError(AlreadyTaken.class) // at the commit
                .verify(PATIENCE);
        run("drop table " + name);
    }

    @Test
    void givenTwoTransactionsThatWaitForEachOther_oneGivesWay() {
        run("create table " + name + " (id int primary key, n int)", "insert into " + name + " values (1, 0), (2, 0)");
        var patient = DatabaseClient.create(TestDatabase.get().connections());
        var first = Sinks.<Void>one();
        var second = Sinks.<Void>one();

        Flux.merge(crossing(patient, 1, first, 2, second), crossing(patient, 2, second, 1, first))
                .as(StepVerifier::create)
                .expectError(TransactionConflict.class)
                .verify(PATIENCE);
    }

    /// Locks its own row, says so, and asks for the other's once that is locked too.
    private Mono<Void> crossing(
            DatabaseClient patient, int own, Sinks.One<Void> ownLocked, int other, Sinks.One<Void> otherLocked) {
        var update = "update " + name + " set n = n + 1 where id = ";
        return KernelOnPostgres.transactions()
                .inTransaction(patient.sql(update + own)
                        .then()
                        .then(Mono.fromRunnable(ownLocked::tryEmitEmpty))
                        .then(otherLocked.asMono())
                        .then(patient.sql(update + other).then()));
    }

    @Test
    void givenAKilledConnection_theDatabaseIsUnavailable_andTheNextStatementWorks() {
        var killed = sleeping("pg_sleep(20)").contextWrite(Deadline.extended(PATIENCE));
        var kill = others.sql("select pg_terminate_backend(pid) from pg_stat_activity" + " where query like '% " + name
                        + " %' and pid <> pg_backend_pid()")
                .then();

        killed.mergeWith(Mono.<Void>fromRunnable(() -> awaitUnderWay(1))
                        .subscribeOn(Schedulers.boundedElastic())
                        .then(kill)
                        .then(Mono.empty()))
                .as(StepVerifier::create)
                .expectError(Unavailable.class)
                .verify(PATIENCE);

        // the pool may hand it out once more before it has heard of its end
        sleeping("pg_sleep(0)")
                .retryWhen(Retry.max(1).filter(Unavailable.class::isInstance))
                .as(StepVerifier::create)
                .expectNext(1L)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenNoServer_transactionsFailAsUnavailable() {
        var nobody = new GuardedConnections(
                ConnectionFactories.get("r2dbc:postgresql://postgres@127.0.0.1:1/postgres"),
                new Deadline(SHORT),
                metrics);

        new SpringTransactions(new R2dbcTransactionManager(nobody))
                .inTransaction(Mono.just(1))
                .as(StepVerifier::create)
                .expectError(Unavailable.class)
                .verify(PATIENCE);
        DatabaseClient.create(nobody)
                .sql("select 1")
                .then()
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> assertThat(failure).hasCauseInstanceOf(Unavailable.class))
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25006", "53100", "58030", "XX000"}) // read-only, disk full, I/O error, internal
    void givenAServerInTrouble_theDatabaseIsUnavailable(String state) {
        database.sql("do $$ begin raise exception 'in trouble' using errcode = '" + state + "'; end $$")
                .then()
                .as(StepVerifier::create)
                .expectError(Unavailable.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAMistakeOfOurs_itStaysWhatItIs() {
        database.sql("select nothing")
                .then()
                .as(StepVerifier::create)
                .expectError(BadSqlGrammarException.class)
                .verify(PATIENCE);
    }

    @Test
    void everyStatementIsMeasured_alsoWhenItFails() {
        database.sql("select relname from pg_class limit 3").fetch().all().blockLast(PATIENCE);
        database.sql("select relname / 0 from pg_class")
                .fetch()
                .all()
                .onErrorComplete()
                .blockLast(PATIENCE);

        var timer = metrics.get("war.db.query.latency")
                .tag("query", "select pg_class")
                .timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.max(TimeUnit.NANOSECONDS)).isPositive();
    }

    @Test
    void theContextOfTheCallerIsSeenBelow() {
        Mono.deferContextual(context -> database.sql("select '" + Correlation.of(context, "correlationId") + "'")
                        .mapValue(String.class)
                        .one()
                        .transformDeferredContextual(
                                (found, below) -> found.map(text -> text + below.get("correlationId"))))
                .contextWrite(context -> context.put("correlationId", "c-1"))
                .as(StepVerifier::create)
                .expectNext("c-1c-1")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void copyIsBoundedMeasuredAndTranslatedToo() {
        run("create table " + name + " (id int constraint " + name + "_key primary key)");
        var copy = "copy " + name + " from stdin";

        transactions
                .inTransaction(CopyIn.run(connections, copy, rows("1\n2\n3\n")))
                .as(StepVerifier::create)
                .expectNext(3L)
                .expectComplete()
                .verify(PATIENCE);
        transactions
                .inTransaction(CopyIn.run(connections, copy, rows("3\n")))
                .as(StepVerifier::create)
                .expectError(AlreadyTaken.class)
                .verify(PATIENCE);
        run("alter table " + name + " add constraint slow check (id < 9 or pg_sleep(20) is not null)");
        transactions
                .inTransaction(CopyIn.run(connections, copy, rows("9\n")))
                .as(StepVerifier::create)
                .expectError(DeadlineExceeded.class)
                .verify(PATIENCE);

        assertThat(metrics.get("war.db.query.latency")
                        .tag("query", "copy " + name)
                        .timer()
                        .count())
                .isEqualTo(3);
        assertThat(count("select count(*) from " + name)).isEqualTo(3);
        run("drop table " + name);
    }

    private static Flux<ByteBuf> rows(String text) {
        return Flux.fromIterable(List.of(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }

    @Test
    void givenASecondConnectionInsideATransaction_testsFail() {
        transactions
                .inTransaction(database.sql("select 1").then().then(Mono.from(connections.create())))
                .as(StepVerifier::create)
                .expectError(AssertionError.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAReadThroughACacheInsideATransaction_itNeedsNoSecondConnection() {
        var cache = new RecentlyRead<String, Long>(
                PATIENCE,
                10,
                Ticker.systemTicker(),
                _ -> database.sql("select 1").mapValue(Long.class).one());

        transactions
                .inTransaction(database.sql("select 1").then().then(cache.of("a")))
                .as(StepVerifier::create)
                .expectNext(1L)
                .expectComplete()
                .verify(PATIENCE);
    }
}
