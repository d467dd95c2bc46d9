package dev.warfront.outbox.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.outbox.Outbox;
import dev.warfront.outbox.OutboxContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.NoTransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PostgresOutboxTest implements OutboxContract {

    private static final int WRITERS = 20;

    private final OutboxOnPostgres postgres = new OutboxOnPostgres(new HappenedMapping());

    private final Outbox outbox = postgres.outbox();

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Transactions transactions() {
        return KernelOnPostgres.transactions();
    }

    @Override
    public Mono<List<Integer>> stored(UUID about) {
        return rows(about)
                .map(row -> WireJson.jsonMapper()
                        .readTree(row.value())
                        .at("/payload/number")
                        .asInt())
                .collectList();
    }

    private record Row(long seq, String value, String headers) {}

    private static Flux<Row> rows(UUID about) {
        return KernelOnPostgres.database()
                .sql("select seq, value, headers::text as headers from outbox_events where aggregate_id = :id"
                        + " order by position")
                .bind("id", about)
                .map(row -> new Row(
                        required(row, "seq", Long.class),
                        required(row, "value", String.class),
                        required(row, "headers", String.class)))
                .all();
    }

    @Test
    void givenNoTransaction_itFails() {
        outbox.append(OutboxContract.happened(UUID.randomUUID(), 1))
                .as(StepVerifier::create)
                .expectError(NoTransactionException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAFailureAfterwards_nothingIsStoredAndNoNumberIsLost() {
        var about = UUID.randomUUID();
        var failing = outbox.append(OutboxContract.happened(about, 1))
                .then(Mono.<Void>error(new IllegalStateException("on purpose")));

        transactions()
                .inTransaction(failing)
                .onErrorComplete()
                .then(transactions().inTransaction(outbox.append(OutboxContract.happened(about, 2))))
                .thenMany(rows(about))
                .map(Row::seq)
                .as(StepVerifier::create)
                .expectNext(1L)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAnEvent_itsEnvelopeIsComplete() {
        var about = UUID.randomUUID();

        var row = transactions()
                .inTransaction(outbox.append(OutboxContract.happened(about, 7)))
                .contextWrite(context -> context.put(Correlation.CORRELATION_ID, "c-1"))
                .thenMany(rows(about))
                .blockLast(PATIENCE);

        assertThat(row).isNotNull();
        var envelope = WireJson.jsonMapper().readTree(row.value());
        assertThat(envelope.propertyNames())
                .containsExactly(
                        "event_id",
                        "event_type",
                        "schema_version",
                        "aggregate_id",
                        "seq",
                        "occurred_at",
                        "produced_at",
                        "correlation_id",
                        "causation_id",
                        "payload");
        assertThat(envelope.get("occurred_at").asString()).isEqualTo("2026-12-01T10:00:00.000Z");
        assertThat(envelope.get("correlation_id").asString()).isEqualTo("c-1");
        assertThat(envelope.get("causation_id").isNull()).isTrue();
        assertThat(envelope.get("seq").asLong()).isEqualTo(1);
        assertThat(row.headers())
                .contains("\"event_type\": \"test.happened\"", "\"content-type\": \"application/json\"");
    }

    @Test
    void givenConcurrentCommits_numbersRiseWithPositionsAndHaveNoGap() {
        var about = UUID.randomUUID();
        var other = UUID.randomUUID();

        Flux.range(1, WRITERS * 10)
                .flatMap(
                        number -> transactions()
                                .inTransaction(outbox.append(OutboxContract.happened(about, number, number))
                                        .then(outbox.append(OutboxContract.happened(other, number)))),
                        WRITERS)
                .thenMany(rows(about))
                .map(Row::seq)
                .collectList()
                .as(StepVerifier::create)
                .assertNext(seqs -> assertThat(seqs)
                        .isEqualTo(
                                LongStream.rangeClosed(1, WRITERS * 20).boxed().toList()))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenRawRecordsOfAnAggregate_theyAreNumberedWithItsEvents() {
        var about = UUID.randomUUID();
        var raw = new UnwrappedRecord("test", about, "test.raw", "k", "{\"a\":1}", Map.of("signature", "ff"));

        transactions()
                .inTransaction(outbox.append(OutboxContract.happened(about, 1))
                        .then(postgres.rawRecords().append(raw, raw)))
                .thenMany(rows(about))
                .as(StepVerifier::create)
                .assertNext(row -> assertThat(row.seq()).isEqualTo(1))
                .expectNext(new Row(2, "{\"a\":1}", "{\"signature\": \"ff\"}"))
                .expectNext(new Row(3, "{\"a\":1}", "{\"signature\": \"ff\"}"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenACommit_readersAreWoken_butNotByARollback() {
        var pending = postgres.pending();
        var rolledBack = transactions()
                .inTransaction(outbox.append(OutboxContract.happened(UUID.randomUUID(), 1))
                        .then(Mono.<Void>error(new IllegalStateException("on purpose"))))
                .onErrorComplete();
        var committed = transactions().inTransaction(outbox.append(OutboxContract.happened(UUID.randomUUID(), 1)));

        pending.appended()
                .takeUntilOther(rolledBack.then(committed))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAllShards_eachAggregateHasOne() {
        var shards = Flux.range(0, 1_000)
                .map(_ -> new OutboxRow.Aggregate("test", UUID.randomUUID()).shard())
                .collect(Collectors.toSet())
                .block();

        assertThat(shards).isEqualTo(Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    }
}
