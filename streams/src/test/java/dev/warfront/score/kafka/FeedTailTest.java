package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.RawRecord;
import dev.warfront.score.RefusedRows;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.postgres.LedgerAudits;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// The feed waits for nobody, and nobody for the feed.
class FeedTailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROWS = 400;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<Long> published = Collections.synchronizedList(new ArrayList<>());
    private final List<Object> noted = new CopyOnWriteArrayList<>();
    private final AtomicInteger pages = new AtomicInteger();
    /// What the ledger holds: a row at each offset.
    private volatile long stored;

    private final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, arguments) -> switch (method.getName()) {
                case "feed" -> page((Long) arguments[1], (Long) arguments[2], (Integer) arguments[3]);
                case "published" -> Mono.fromRunnable(() -> noted.addAll(((Map<?, ?>) arguments[0]).values()));
                default -> throw new IllegalStateException(method.getName());
            });

    private Mono<List<FeedItem>> page(long from, long until, int limit) {
        return Mono.fromSupplier(() -> {
            pages.incrementAndGet();
            assertThat(until).isLessThanOrEqualTo(stored);
            return LongStream.range(from, Math.min(until, from + limit))
                    .mapToObj(FeedTailTest::item)
                    .toList();
        });
    }

    private static FeedItem item(long offset) {
        return new FeedItem.Refused(row(offset));
    }

    private static ReviewRow row(long offset) {
        return row(offset, RawRecord.NONE);
    }

    private static ReviewRow row(long offset, RawRecord record) {
        return ReviewRow.skipped(
                new PartitionStop(0, offset, PartitionStop.Reason.REFUSED, "", null, record, Instant.EPOCH));
    }

    private BatchDecision commit(long from, long until) {
        return commit(from, until, RawRecord.NONE);
    }

    private BatchDecision commit(long from, long until, RawRecord record) {
        stored = until;
        return new BatchDecision(
                0,
                from,
                until,
                List.of(),
                LongStream.range(from, until)
                        .mapToObj(offset -> row(offset, record))
                        .toList(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                RefusedRows.NONE);
    }

    private void take(List<FeedItem> items) {
        items.forEach(each -> published.add(each.offset()));
    }

    private boolean all(long until) {
        return !published.isEmpty() && published.getLast() == until - 1;
    }

    private static List<Long> offsets(long from, long until) {
        return LongStream.range(from, until).boxed().toList();
    }

    @Test
    void givenAFeedThatTakesEverything_itIsPublishedFromMemory_inOrder() {
        var tail = new FeedTail(ledger, items -> Mono.fromRunnable(() -> take(items)));
        tail.begin(new AssignedPartition(0), new Ledger.Start(0, 0));

        StepVerifier.create(tail.run())
                .then(() -> {
                    for (var i = 0; i < 50; i++) {
                        tail.add(List.of(commit(i * 10L, (i + 1) * 10L)));
                    }
                })
                .then(tail::noMore)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(published).isEqualTo(offsets(0, 500));
        assertThat(pages).hasValue(0);
        assertThat(tail.heldItems()).isZero();
    }

    @Test
    void givenWhatAFormerOwnerHasLeft_itIsReadAndPublishedFirst() {
        stored = 5_000;
        var tail = new FeedTail(ledger, items -> Mono.fromRunnable(() -> take(items)));
        tail.begin(new AssignedPartition(0), new Ledger.Start(5_000, 17));

        StepVerifier.create(tail.run())
                .then(() -> tail.add(List.of(commit(5_000, 5_010))))
                .then(() -> await(5_010))
                .then(tail::noMore)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(published).isEqualTo(offsets(17, 5_010));
    }

    @Test
    void givenLongDeadLetters_memoryIsBoundedByTheirBytes() {
        var value = new byte[1_000_000];
        var tail = new FeedTail(ledger, _ -> Mono.never());
        tail.begin(new AssignedPartition(0), new Ledger.Start(0, 0));
        var most = 0;

        for (var offset = 0L; offset < 1_000; offset++) {
            tail.add(List.of(commit(offset, offset + 1, new RawRecord(null, value, Map.of()))));
            most = Math.max(most, tail.heldItems());
        }

        assertThat(most).isBetween(1, FeedTail.WEIGHT_MAX / (RawRecord.PUBLISHED_MAX / FeedItem.ROW_BYTES));
    }

    @Test
    void givenAFormerOwnershipThatIsReadyLate_itDoesNotReplaceTheNext() {
        var tail = new FeedTail(ledger, items -> Mono.fromRunnable(() -> take(items)));
        var former = new AssignedPartition(0);
        former.disown();
        tail.begin(new AssignedPartition(0), new Ledger.Start(0, 0));
        tail.begin(former, new Ledger.Start(0, 0));

        StepVerifier.create(tail.run())
                .then(() -> tail.add(List.of(commit(0, 10))))
                .then(tail::noMore)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(published).isEqualTo(offsets(0, 10));
    }

    @Test
    void givenAPartitionThatGoesOnFurtherBack_whatIsStoredIsWhereItIsNow() {
        var tail = new FeedTail(ledger, items -> Mono.fromRunnable(() -> take(items)));
        var former = new AssignedPartition(0);
        tail.begin(former, new Ledger.Start(0, 0));

        StepVerifier.create(tail.run())
                .then(() -> tail.add(List.of(commit(0, 1_000))))
                .then(() -> await(1_000))
                .then(former::disown)
                .then(() -> tail.begin(new AssignedPartition(0), new Ledger.Start(500, 500)))
                .then(() -> tail.add(List.of(commit(500, 510))))
                .then(() -> await(510))
                .then(tail::noMore)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(noted.getLast()).isEqualTo(510L);
    }

    private void await(long until) {
        Mono.fromSupplier(() -> all(until))
                .filter(done -> done)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(10)))
                .block(PATIENCE);
    }

    @Test
    void givenAFeedThatRefuses_memoryStaysBounded_andWhatWasDroppedIsReadFromTheLedgerInOrder() {
        System.out.println("seed " + seed);
        var refuses = new AtomicBoolean(true);
        var tail = new FeedTail(
                ledger,
                items -> Mono.fromRunnable(() -> {
                    if (refuses.get()) {
                        throw new IllegalStateException("refused");
                    }
                    take(items);
                }));
        tail.begin(new AssignedPartition(0), new Ledger.Start(0, 0));
        var sent = new AtomicInteger();

        StepVerifier.create(tail.run())
                .then(() -> {
                    while (sent.get() < 4 * FeedTail.WEIGHT_MAX) {
                        var until = sent.get() + 1 + random.nextInt(5_000);
                        tail.add(List.of(commit(sent.get(), until)));
                        sent.set(until);
                        assertThat(tail.heldItems()).isLessThanOrEqualTo(FeedTail.WEIGHT_MAX);
                    }
                })
                .then(() -> refuses.set(false))
                .then(() -> await(sent.get()))
                .then(tail::noMore)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(published).as("seed %d", seed).isEqualTo(offsets(0, sent.get()));
        assertThat(pages.get()).isPositive();
    }

    @Test
    void givenAPartitionThatIsLost_nothingOfItIsHeld_andTheEndDoesNotWaitForIt() {
        var tail = new FeedTail(ledger, _ -> Mono.never());
        var lost = new AssignedPartition(0);
        tail.begin(lost, new Ledger.Start(0, 0));

        StepVerifier.create(tail.run())
                .then(() -> tail.add(List.of(commit(0, 10))))
                .then(() -> assertThat(tail.heldItems()).isEqualTo(10))
                .then(lost::disown)
                .then(() -> assertThat(tail.heldItems()).isZero())
                .then(tail::noMore)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAFeedThatRefuses_anEndIsNotHeldUp() {
        var tail = new FeedTail(ledger, _ -> Mono.error(new IllegalStateException("refused")));
        tail.begin(new AssignedPartition(0), new Ledger.Start(0, 0));

        StepVerifier.create(tail.run())
                .then(() -> tail.add(List.of(commit(0, 10))))
                .then(tail::noMore)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(published).isEmpty();
    }

    /// On the real broker.
    @Test
    void givenABrokerThatRefusesTheFeed_scoresAndFramesGoOn_andTheFeedIsCaughtUpAfterwards() {
        var pipelines = new PipelineFixture();
        try {
            pipelines.owner();
            var war = pipelines.world.newWar();
            send(pipelines, war);
            pipelines.settled(war, ROWS);
            maxMessageBytes(pipelines, "1");

            send(pipelines, war);
            send(pipelines, war);

            assertThat(pipelines.settled(war, 3 * ROWS).accepted()).isEqualTo(3 * ROWS);
            Mono.fromSupplier(() -> pipelines.frames.stream()
                            .anyMatch(each -> each.war().equals(war) && each.lastSeq() == 3 * ROWS))
                    .filter(shown -> shown)
                    .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))
                    .block(PATIENCE);
            maxMessageBytes(pipelines, "");
            var seqs = new TreeSet<Long>();
            pipelines.readFeed(war, payload -> {
                payload.get("items").forEach(item -> seqs.add(item.get("seq").asLong()));
                return seqs.size() < 3 * ROWS;
            });
            assertThat(seqs).isEqualTo(new TreeSet<>(offsets(1, 3 * ROWS + 1)));
            assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        } finally {
            maxMessageBytes(pipelines, "");
            pipelines.stop();
        }
    }

    private void send(PipelineFixture pipelines, WarId war) {
        pipelines.send(IntStream.range(0, ROWS)
                .mapToObj(_ -> pipelines.signed(PipelineFixture.kill(war, random)))
                .toList());
    }

    /// @param bytes empty for the broker's own
    private static void maxMessageBytes(PipelineFixture pipelines, String bytes) {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, ScoreFeed.FEED);
        var operation = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", bytes),
                bytes.isEmpty() ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(pipelines.kafka.admin())) {
            Mono.fromCompletionStage(admin.incrementalAlterConfigs(Map.of(topic, List.of(operation)))
                            .all()
                            .toCompletionStage())
                    .block(PATIENCE);
        }
    }
}
