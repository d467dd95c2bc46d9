package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.cache.RecentlyRead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.spi.ConnectionFactories;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/// What every statement of every adapter can rely on.
class GuardedConnectionsTest extends GuardedStatements {
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
    void givenASecondConnectionInsideATransaction_itIsRefused() {
        transactions
                .inTransaction(database.sql("select 1").then().then(Mono.from(connections.create())))
                .as(StepVerifier::create)
                .expectErrorMessage("a transaction has one connection")
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
