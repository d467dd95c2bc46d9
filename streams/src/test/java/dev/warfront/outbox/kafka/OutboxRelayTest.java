package dev.warfront.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.KafkaServer;
import dev.warfront.backends.ScratchDatabase;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.kernel.kafka.Topics;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.kernel.postgres.SpringTransactions;
import dev.warfront.outbox.postgres.OutboxOnPostgres;
import dev.warfront.outbox.postgres.UnwrappedRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("outbox of the scratch database") // its own tests run one after the other
class OutboxRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Of a relay that is to find its broker gone; by default it waits longer.
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final EmbeddedServers SERVERS = EmbeddedServers.temporary();

    private static final KafkaServer BROKER = SERVERS.kafka();

    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();

    private static final ConnectionFactory CONNECTIONS = DATABASE.pool();

    private static final DatabaseClient POSTGRES = DatabaseClient.create(CONNECTIONS);

    private static final Transactions TRANSACTIONS = new SpringTransactions(new R2dbcTransactionManager(CONNECTIONS));

    private final String topic = "relay-" + UUID.randomUUID();

    private final KafkaSettings kafka = new KafkaSettings(List.of(BROKER.bootstrapServers()), Map.of());

    private final Topics topics = new Topics(
            List.of(
                    TopicSpec.of(topic, 3, Duration.ofHours(1)),
                    TopicSpec.of(OutboxTopics.DEAD_LETTER, 12, Duration.ofDays(30))),
            kafka);

    private final OutboxOnPostgres postgres = new OutboxOnPostgres(POSTGRES);

    private final List<Disposable> running = new ArrayList<>();

    /// What an earlier test has left behind belongs to another topic.
    @BeforeEach
    void givenAnEmptyOutbox() {
        BROKER.start();
        POSTGRES.sql("update outbox_events set status = 'PUBLISHED' where status = 'PENDING'")
                .then()
                .then(leasesRunOut())
                .then(topics.run().takeUntilOther(topics.ready()).then())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @AfterEach
    void stop() {
        running.forEach(Disposable::dispose);
    }

    @AfterAll
    static void stopServers() {
        SERVERS.close();
        DATABASE.close();
    }

    private OutboxRelay relay() {
        return new OutboxRelay(
                postgres.pending(),
                postgres.leases(),
                topics,
                kafka,
                Clock.systemUTC(),
                KernelOnPostgres.ids(),
                new SimpleMeterRegistry());
    }

    private OutboxRelay relay(Duration answerMax) {
        return new OutboxRelay(
                postgres.pending(),
                postgres.leases(),
                topics,
                kafka,
                Clock.systemUTC(),
                KernelOnPostgres.ids(),
                new SimpleMeterRegistry(),
                answerMax);
    }

    /// At once, instead of some seconds after their owner's death.
    private static Mono<Void> leasesRunOut() {
        return POSTGRES.sql("update outbox_shards set owner = '', lease_until = '-infinity'")
                .then();
    }

    private Disposable start(OutboxRelay relay) {
        var run = relay.run().subscribe();
        running.add(run);
        return run;
    }

    private Mono<Void> append(UUID aggregate, int... numbers) {
        return appendTo(topic, aggregate, numbers);
    }

    private Mono<Void> appendTo(String target, UUID aggregate, int... numbers) {
        var records = IntStream.of(numbers)
                .mapToObj(number -> new UnwrappedRecord(
                        "test", aggregate, target, aggregate.toString(), Integer.toString(number), Map.of("h", "v")))
                .toList();
        return TRANSACTIONS.inTransaction(postgres.rawRecords().append(records));
    }

    /// What the topic holds by key, read from its beginning until there are so many different records.
    private Map<String, List<Integer>> read(String from, int distinct) {
        var values = new HashMap<String, List<Integer>>();
        var seen = new HashSet<String>();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer =
                new KafkaConsumer<>(consumerSettings(), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(from));
            while (seen.size() < distinct && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
                    values.computeIfAbsent(found.key(), _ -> new ArrayList<>()).add(Integer.valueOf(found.value()));
                    seen.add(found.key() + found.value());
                }
            }
        }
        return values;
    }

    private Map<String, Object> consumerSettings() {
        var settings = new HashMap<>(kafka.consumer(UUID.randomUUID().toString()));
        settings.remove("key.deserializer");
        settings.remove("value.deserializer");
        return settings;
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /// Repeats are allowed, but no number may come for the first time before a smaller one did.
    private static List<Integer> firsts(List<Integer> numbers) {
        return numbers.stream().distinct().toList();
    }

    private Mono<Void> allPublished() {
        return postgres.pending()
                .lag()
                .filter(Duration::isZero)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(20)))
                .then();
    }

    @Test
    void givenConcurrentCommits_eachAggregateIsPublishedInOrder() {
        var aggregates = Stream.generate(UUID::randomUUID).limit(8).toList();
        start(relay());

        Flux.fromIterable(aggregates)
                .flatMap(aggregate -> Flux.range(1, 100).concatMap(number -> append(aggregate, number)))
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        var published = read(topic, 800);
        aggregates.forEach(
                aggregate -> assertThat(published.get(aggregate.toString())).isEqualTo(upTo(100)));
    }

    @Test
    void givenABrokerOutage_nothingIsLostCountedOrOutOfOrder() {
        var aggregate = UUID.randomUUID();
        start(relay(SHORT));
        append(aggregate, 1, 2, 3)
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        BROKER.stop();
        Flux.range(4, 200)
                .concatMap(number -> append(aggregate, number))
                .then(Mono.delay(SHORT.multipliedBy(2)))
                .then(Mono.<Void>fromRunnable(BROKER::start).subscribeOn(Schedulers.boundedElastic()))
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(firsts(read(topic, 203).getOrDefault(aggregate.toString(), List.of())))
                .isEqualTo(upTo(203));
        POSTGRES.sql("select max(attempts) as attempts from outbox_events where aggregate_id = :id")
                .bind("id", aggregate)
                .map(row -> row.get("attempts", Integer.class))
                .one()
                .as(StepVerifier::create)
                .expectNext(0)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenTwoRelays_eachShardHasOneAndTheOtherTakesOver() {
        var aggregates = Stream.generate(UUID::randomUUID).limit(16).toList();
        var first = start(relay());
        start(relay());
        var half = Flux.fromIterable(aggregates)
                .flatMap(aggregate ->
                        append(aggregate, IntStream.rangeClosed(1, 50).toArray()));
        var rest = Flux.fromIterable(aggregates)
                .flatMap(aggregate ->
                        append(aggregate, IntStream.rangeClosed(51, 100).toArray()));

        half.then(allPublished()).as(StepVerifier::create).expectComplete().verify(PATIENCE);
        first.dispose(); // as if its node had died: the lease is not given back
        leasesRunOut()
                .thenMany(rest)
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        var published = read(topic, 1_600);
        aggregates.forEach(
                aggregate -> assertThat(published.get(aggregate.toString())).isEqualTo(upTo(100)));
    }

    @Test
    void givenADeathBetweenAcknowledgementAndMark_theRowsArePublishedAgainInOrder() {
        var aggregate = UUID.randomUUID();
        var dying = start(relay());
        append(aggregate, 1, 2, 3, 4, 5)
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        dying.dispose();
        POSTGRES.sql("update outbox_events set status = 'PENDING' where aggregate_id = :id and seq >= 3")
                .bind("id", aggregate)
                .then()
                .then(leasesRunOut())
                .then(Mono.fromRunnable(() -> start(relay())))
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        append(aggregate, 6)
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(read(topic, 6).get(aggregate.toString())).containsExactly(1, 2, 3, 4, 5, 3, 4, 5, 6);
    }

    @Test
    void givenARefusedRow_itHoldsUpItsAggregateOnlyAndIsDeadInTheEnd() {
        var refused = UUID.randomUUID();
        var other = UUID.randomUUID();
        start(relay());

        appendTo("nobody-declared-this", refused, 1)
                .then(append(refused, 2))
                .then(append(other, 1, 2, 3))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(read(topic, 3)).containsOnly(Map.entry(other.toString(), List.of(1, 2, 3)));
        POSTGRES.sql("update outbox_events set attempts = 19, next_attempt_at = '-infinity'"
                        + " where aggregate_id = :id and seq = 1")
                .bind("id", refused)
                .then()
                .then(allPublished())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(read(topic, 4)).containsEntry(refused.toString(), List.of(2));
        assertThat(read(OutboxTopics.DEAD_LETTER, 1)).containsEntry(refused.toString(), List.of(1));
    }

    @Test
    void givenARequestToFinish_theRelayGivesItsShardsBack() {
        var relay = relay();

        relay.run()
                .mergeWith(Mono.delay(Duration.ofSeconds(1)).then(relay.finish()))
                .then(POSTGRES.sql("select count(*) as held from outbox_shards where owner <> ''")
                        .map(row -> row.get("held", Long.class))
                        .one())
                .as(StepVerifier::create)
                .expectNext(0L)
                .expectComplete()
                .verify(PATIENCE);
    }
}
