package dev.warfront.kernel.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What ensure_partitions() of the first migration promises, on a table of the test's own.
class PartitionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseClient database = KernelOnPostgres.database();

    private final String table =
            "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @BeforeEach
    void aRegisteredTable() {
        run(
                "create table " + table + " (id int, at timestamptz not null, open bool not null,"
                        + " primary key (id, at)) partition by range (at)",
                "create table " + table + "_default partition of " + table + " default",
                "insert into partitioned_tables (table_name, period, ahead, keep, retire, unless) values ('" + table
                        + "', 'DAY', 2, interval '3 days', 'DROP', 'open')");
    }

    @AfterEach
    void unregister() {
        run("delete from partitioned_tables where table_name = '" + table + "'", "drop table " + table);
    }

    private void run(String... statements) {
        Flux.fromArray(statements)
                .concatMap(statement -> database.sql(statement).then())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    private Mono<Void> upkeep() {
        return new Upkeep(database, List.of()).once();
    }

    private Mono<List<String>> partitions() {
        return database.sql("select inhrelid::regclass::text as name from pg_inherits"
                        + " where inhparent = :table::regclass order by 1")
                .bind("table", table)
                .map(row -> required(row, "name", String.class))
                .all()
                .collectList();
    }

    private Mono<Long> rowsIn(String name) {
        return database.sql("select count(*) as rows from " + name)
                .map(row -> required(row, "rows", Long.class))
                .one();
    }

    @Test
    void givenARegisteredTable_partitionsStandAhead_andAgainNothingHappens() {
        upkeep().then(upkeep())
                .then(partitions())
                .as(StepVerifier::create)
                .assertNext(names -> assertThat(names).hasSize(4)) // default, today and two days
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenRowsInTheDefaultPartition_theyMoveToTheirOwn() {
        run("insert into " + table
                + " select n, now() + interval '1 day' * (n % 3), false from generate_series(1, 30) n");

        upkeep().then(rowsIn(table + "_default"))
                .concatWith(rowsIn(table))
                .as(StepVerifier::create)
                .expectNext(0L, 30L)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenOldPartitions_thoseThatNobodyNeedsAreDropped() {
        run(
                "select make_partition('" + table + "', '" + table + "_old', '2020-01-01Z', '2020-01-02Z')",
                "select make_partition('" + table + "', '" + table + "_open', '2020-01-02Z', '2020-01-03Z')",
                "insert into " + table + " values (1, '2020-01-01 12:00Z', false), (2, '2020-01-02 12:00Z', true)");

        upkeep().then(partitions())
                .as(StepVerifier::create)
                .assertNext(names -> assertThat(names)
                        .contains(table + "_open")
                        .doesNotContain(table + "_old")
                        .hasSize(5))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenTwoNodesAtOnce_eachPartitionIsMadeOnce() {
        Mono.when(upkeep(), upkeep(), upkeep())
                .then(partitions())
                .as(StepVerifier::create)
                .assertNext(names -> assertThat(names).hasSize(4))
                .expectComplete()
                .verify(PATIENCE);
    }
}
