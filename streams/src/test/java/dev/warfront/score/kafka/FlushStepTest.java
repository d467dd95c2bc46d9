package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.WarId;
import dev.warfront.score.Batch;
import dev.warfront.score.CreditedPlayers;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.FlushBatches;
import dev.warfront.score.InMemoryPartitionStops;
import dev.warfront.score.Ledger;
import dev.warfront.score.LogRecord;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.PartitionState;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ReconcileScores;
import dev.warfront.score.ReviewBounds;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.ScoreSettings;
import dev.warfront.score.ScoreWorld;
import dev.warfront.score.SeenBound;
import dev.warfront.score.json.ScoresOnTheWire;
import dev.warfront.score.postgres.ScoresOnPostgres;
import dev.warfront.score.stream.LocalScores;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.war.Settlements;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What a flush loop does with a ledger that refuses, and with partitions that change hands meanwhile. The records
/// name no war, so that nothing but the ledger is asked.
class FlushStepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ReviewBounds REVIEW_BOUNDS = new ReviewBounds(0, 0, 1_000);

    private final Throwable refusal = new IllegalStateException("refused");
    private final List<Batch> moved = new ArrayList<>();
    private final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, arguments) -> switch (method.getName()) {
                case "moveOffsets" ->
                    Mono.defer(() -> move(((List<?>) arguments[0])
                            .stream().map(Batch.class::cast).toList()));
                case "start" -> start();
                case "store" -> Mono.empty();
                default -> throw new IllegalStateException(method.getName());
            });
    private Function<List<Batch>, Mono<Void>> moves = _ -> Mono.empty();
    private Mono<Ledger.Start> starts = Mono.just(new Ledger.Start(0, 0));
    private final FlushStep step = step();

    private Mono<Ledger.Start> start() {
        return starts;
    }

    private Mono<Void> move(List<Batch> batches) {
        return moves.apply(batches).doOnSuccess(_ -> moved.addAll(batches));
    }

    private FlushStep step() {
        var clock = Clock.systemUTC();
        var metrics = new SimpleMeterRegistry();
        var world = new ScoreWorld();
        var timers = new InMemoryTimers();
        var reconciliation =
                new ReconcileScores(ScoresOnPostgres.verifiedSums(), new Settlements(timers, clock), timers, clock);
        var flush = new FlushBatches(
                new DirectTransactions(),
                ledger,
                world,
                world.battles(),
                world,
                reconciliation,
                clock,
                new Deadline(Duration.ofSeconds(5)));
        var outputs = new PipelineOutputs(
                _ -> Mono.empty(),
                _ -> Mono.empty(),
                new LocalScores(),
                _ -> Mono.empty(),
                _ -> Mono.empty(),
                new CreditedPlayers((_, _) -> Mono.empty()));
        return new FlushStep(
                ledger,
                flush,
                new PostCommit(ledger, outputs),
                new StoppedPartitions(new InMemoryPartitionStops(), ledger, metrics, clock),
                new ScoreSettings(
                        5_000,
                        Duration.ofMillis(200),
                        Duration.ofMillis(2),
                        Duration.ofMillis(200),
                        1_000_000,
                        1,
                        1_000,
                        1_000,
                        1_000,
                        null),
                new PipelineMetrics(metrics, clock));
    }

    private static FlushStep.Open open(int number, long next, long... offsets) {
        var ownership = new AssignedPartition(number);
        ownership.add(LongStream.of(offsets)
                .mapToObj(offset -> record(number, offset))
                .toList());
        var taken = ownership.takeArrived(offsets.length, Long.MAX_VALUE);
        var events = new LogRecordReader(_ -> Mono.empty(), ScoresOnTheWire.codec(), Clock.systemUTC())
                .read(taken)
                .blockOptional(PATIENCE)
                .orElseThrow();
        ownership.decoded(DecodedRecord.of(taken, events));
        return open(ownership, next);
    }

    private static FlushStep.Open open(AssignedPartition ownership, long next) {
        var windows = new DeduplicationWindows(ScoreWorld.WINDOW, new SeenBound(1_000, 1));
        var state = new PartitionState(ownership.partition(), next, windows, REVIEW_BOUNDS);
        return new FlushStep.Open(ownership, state.open());
    }

    /// Records of a server that is known, each under the key of a war of its own that there is not.
    private static FlushStep.Open ofManyWars(int number, int wars) {
        var ownership = new AssignedPartition(number);
        ownership.decoded(LongStream.range(0, wars)
                .mapToObj(offset -> new DecodedRecord(offset, 1, 1, List.of(signed(number, offset))))
                .toList());
        return open(ownership, 0);
    }

    private static LogRecord signed(int partition, long offset) {
        return new LogRecord(
                partition,
                offset,
                0,
                Instant.EPOCH,
                new WarId(new UUID(partition, offset)),
                true,
                LogRecord.Proof.GAME_SERVER,
                new ParsedEvent.Malformed(null, "no event"),
                RawRecord.NONE);
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
        return new ConsumerRecord<>(
                ScoreLog.FEED,
                partition,
                offset,
                1_000,
                TimestampType.LOG_APPEND_TIME,
                1,
                1,
                new byte[1],
                new byte[1],
                new RecordHeaders(),
                Optional.empty());
    }

    private boolean flush(FlushStep.Open... open) {
        return step.flush(List.of(open)).blockOptional(PATIENCE).orElseThrow();
    }

    private void refused(FlushStep.Open open) {
        assertThatThrownBy(() -> flush(open)).isSameAs(refusal);
    }

    @Test
    void givenADatabaseThatRefusesEverything_noPartitionStops_andItsLoopWaits() {
        var open = open(3, 0, 0);
        moves = _ -> Mono.error(refusal);
        starts = Mono.error(refusal);

        for (var i = 0; i < 20; i++) {
            refused(open);
        }

        assertThat(open.ownership().stopped()).isNull();
        moves = _ -> Mono.empty();
        flush(open);
        assertThat(open.state().next()).isEqualTo(1);
    }

    @Test
    void givenARecordThatIsRefused_byADatabaseThatTakesSomethingElse_itsPartitionStopsTheFourthTime() {
        var open = open(3, 0, 0);
        moves = _ -> Mono.error(refusal);
        refused(open);

        for (var i = 0; i < 3; i++) {
            refused(open);
            assertThat(open.ownership().stopped()).isNull();
        }
        flush(open);

        assertThat(Objects.requireNonNull(open.ownership().stopped()).reason()).isEqualTo(PartitionStop.Reason.REFUSED);
    }

    @Test
    void givenAPartitionThatIsLostWhileOthersAreFlushed_nothingOfItIsTriedByItself() {
        var lost = open(3, 0, 0, 1);
        var other = open(5, 0, 0);
        moves = _ -> Mono.error(refusal);
        refused(lost);
        flush(lost);

        moves = _ -> Mono.fromRunnable(lost.ownership()::disown);
        flush(other, lost);

        assertThat(moved).extracting(each -> each.state().partition()).containsExactly(5);
    }

    @Test
    void givenRecordsThatAFormerOwnerHasStored_theyAreNotFlushedAgain() {
        var both = open(3, 5, 3, 4, 5, 6);
        var onlyStored = open(5, 5, 3, 4);

        flush(both, onlyStored);

        assertThat(moved)
                .singleElement()
                .satisfies(batch -> assertThat(batch.records())
                        .extracting(LogRecord::offset)
                        .containsExactly(5L, 6L));
    }

    @Test
    void givenOneRecordThatFailsAsIfTheDatabaseWereAway_whileNeighboursAreStored_itsPartitionStopsBeforeIt() {
        var failing = open(3, 0, LongStream.range(0, 100).toArray());
        moves = batches -> batches.stream().anyMatch(each -> each.next() > 42 && isOf(failing, each))
                ? Mono.error(new Unavailable("the row is damaged", refusal))
                : Mono.empty();

        var flushes = 0;
        while (flushes < 100 && failing.ownership().stopped() == null) {
            attempt(open(5, flushes, flushes), failing);
            flushes++;
        }

        var stopped = Objects.requireNonNull(failing.ownership().stopped());
        assertThat(stopped.reason()).isEqualTo(PartitionStop.Reason.FAILING);
        assertThat(stopped.offset()).isEqualTo(42);
        assertThat(failing.state().next()).isEqualTo(42);
        assertThat(flushes).isLessThan(30);
    }

    @Test
    void givenAPartitionThatIsSuspected_andThenADatabaseThatIsAway_itDoesNotStop() {
        var failing = open(3, 0, LongStream.range(0, 100).toArray());
        moves = batches -> batches.stream().anyMatch(each -> isOf(failing, each))
                ? Mono.error(new Unavailable("the row is damaged", refusal))
                : Mono.empty();
        for (var i = 0; i < 10; i++) {
            attempt(open(5, i, i), failing);
        }
        moves = _ -> Mono.error(new Unavailable("the database", refusal));

        for (var i = 0; i < 50; i++) {
            attempt(failing);
        }

        assertThat(failing.ownership().stopped()).isNull();
    }

    @Test
    void givenRecordsOfMoreWarsThanAFlushMayRead_theyAreFlushedInParts() {
        var open = ofManyWars(3, 150);

        flush(open);
        flush(open);
        flush(open);

        assertThat(moved).extracting(each -> each.wars().size()).containsExactly(64, 64, 22);
        assertThat(open.state().next()).isEqualTo(150);
    }

    @Test
    void givenSeveralPartitionsThatNameManyWars_theyShareWhatAFlushMayRead() {
        flush(ofManyWars(3, 100), ofManyWars(5, 100));

        assertThat(moved).extracting(each -> each.wars().size()).containsExactly(32, 32);
    }

    private void attempt(FlushStep.Open... open) {
        step.flush(List.of(open)).onErrorComplete().block(PATIENCE);
    }

    private static boolean isOf(FlushStep.Open open, Batch batch) {
        return batch.state().partition() == open.ownership().partition();
    }
}
