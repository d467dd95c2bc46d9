package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Unavailable;
import io.r2dbc.spi.ConnectionFactories;
import org.junit.jupiter.api.Test;
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
import reactor.util.retry.Retry;

/// What fails in the database, in words of the rules.
class SqlErrorsTest extends GuardedStatements {
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
}
