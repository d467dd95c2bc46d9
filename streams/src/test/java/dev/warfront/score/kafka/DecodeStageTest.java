package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warfront.identity.SigningKeys;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.json.ScoresOnTheWire;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Execution(ExecutionMode.CONCURRENT)
class DecodeStageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SERVER = UUID.randomUUID().toString();
    /// Bytes of a record without those of its value.
    private static final int REST = RecordBounds.RECORD_BYTES + 36 + RecordBounds.HEADER_BYTES + 45;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, int valueBytes) {
        return record(partition, offset, valueBytes, SERVER);
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, int valueBytes, String server) {
        var headers = new RecordHeaders();
        headers.add("server_id", server.getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                ScoreLog.FEED,
                partition,
                offset,
                1_000,
                TimestampType.LOG_APPEND_TIME,
                36,
                valueBytes,
                new byte[36],
                new byte[valueBytes],
                headers,
                Optional.empty());
    }

    private static List<Long> offsets(AssignedPartition partition) {
        return partition.oldest(0, Long.MAX_VALUE, Integer.MAX_VALUE, _ -> true).stream()
                .map(DecodedRecord::offset)
                .toList();
    }

    /// Keys that take any time to be found, and are not found now and then: chunks are done in any order.
    private SigningKeys slowKeys(int failures) {
        var left = new AtomicInteger(failures);
        return _ -> Mono.delay(Duration.ofMillis(random.nextInt(10)))
                .flatMap(_ -> left.getAndDecrement() > 0
                        ? Mono.error(new IllegalStateException("no keys now"))
                        : Mono.just(new byte[32]));
    }

    @Test
    void givenChunksThatAreDoneInAnyOrder_thoseOfAPartitionKeepTheirs_andNoneIsLost() {
        System.out.println("seed " + seed);
        var stage = new DecodeStage(new LogRecordReader(slowKeys(2), ScoresOnTheWire.codec(), Clock.systemUTC()));
        var partitions = new ArrayList<AssignedPartition>();
        var sent = new ArrayList<Long>();
        for (var each = 0; each < 3; each++) {
            partitions.add(new AssignedPartition(each));
            sent.add(0L);
        }

        StepVerifier.create(stage.decoded()
                        .filter(_ -> partitions.stream()
                                .allMatch(each -> offsets(each).size() == 6_000))
                        .take(1))
                .then(() -> {
                    partitions.forEach(stage::add);
                    while (sent.stream().anyMatch(each -> each < 6_000)) {
                        var which = random.nextInt(3);
                        var from = sent.get(which);
                        var until = Math.min(6_000, from + random.nextInt(1_500));
                        partitions
                                .get(which)
                                .add(LongStream.range(from, until)
                                        .mapToObj(offset -> record(which, offset, 10))
                                        .toList());
                        sent.set(which, until);
                    }
                })
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);

        for (var each : partitions) {
            assertThat(offsets(each)).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
            assertThat(each.waiting()).isEqualTo(6_000);
        }
    }

    @Test
    void givenAPartitionThatIsOwnedNoLonger_nothingOfItIsDecoded_andAStopEndsTheStage() {
        var stage = new DecodeStage(new LogRecordReader(slowKeys(0), ScoresOnTheWire.codec(), Clock.systemUTC()));
        var lost = new AssignedPartition(0);
        var kept = new AssignedPartition(1);
        lost.add(List.of(record(0, 0, 10)));
        lost.disown();
        kept.add(List.of(record(1, 0, 10)));

        StepVerifier.create(stage.decoded())
                .then(() -> stage.add(lost))
                .then(() -> stage.add(kept))
                .expectNext(kept)
                .then(stage::stop)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(offsets(lost)).isEmpty();
    }

    /// So many are decoded at once.
    @Test
    void givenManyPartitionsThatAreOwnedNoLonger_noneStaysBehind_andAnotherIsDecoded() {
        var stage = new DecodeStage(new LogRecordReader(slowKeys(0), ScoresOnTheWire.codec(), Clock.systemUTC()));
        var kept = new AssignedPartition(1);
        kept.add(List.of(record(1, 0, 10)));

        StepVerifier.create(stage.decoded())
                .then(() -> IntStream.range(0, 4_096).forEach(_ -> stage.add(lost())))
                .then(() -> stage.add(kept))
                .expectNext(kept)
                .then(stage::stop)
                .expectComplete()
                .verify(PATIENCE);
    }

    private static AssignedPartition lost() {
        var lost = new AssignedPartition(0);
        lost.disown();
        return lost;
    }

    /// Chunks of one partition, each of another server, are read at once on two cores or more.
    @Test
    void givenAChunkThatCannotBeReadAnyMore_nothingBehindItIsDecoded() {
        assumeTrue(Schedulers.DEFAULT_POOL_SIZE > 1);
        var other = UUID.randomUUID().toString();
        var failure = Sinks.<byte[]>one();
        var asked = new CompletableFuture<Void>();
        var givenUp = new CompletableFuture<Void>();
        SigningKeys keys = server -> server.toString().equals(SERVER)
                ? failure.asMono()
                : Mono.<byte[]>never()
                        .doOnSubscribe(_ -> asked.complete(null))
                        .doOnCancel(() -> givenUp.complete(null));
        var stage = new DecodeStage(new LogRecordReader(keys, ScoresOnTheWire.codec(), Clock.systemUTC()));
        var partition = new AssignedPartition(0);
        partition.add(LongStream.range(0, 1_000)
                .mapToObj(offset -> record(0, offset, 10, offset < 500 ? SERVER : other))
                .toList());

        StepVerifier.create(stage.decoded())
                .then(() -> stage.add(partition))
                .then(() ->
                        asked.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .then(partition::disown)
                .then(() -> failure.tryEmitError(new IllegalStateException("no keys any more"))
                        .orThrow())
                .then(() -> givenUp.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join())
                .then(stage::stop)
                .expectComplete()
                .verify(PATIENCE.multipliedBy(3));

        assertThat(offsets(partition)).isEmpty();
    }

    @Test
    void givenRecordsOfAnyLength_theirWeightIsThatOfTheirRows_orOfTheirBytesWithKeyAndHeaders() {
        var light = record(0, 1, 100);
        var heavy = record(0, 2, 60_000);
        var read = new LogRecordReader(_ -> Mono.empty(), ScoresOnTheWire.codec(), Clock.systemUTC())
                .read(List.of(light, heavy))
                .blockOptional(PATIENCE)
                .orElseThrow();

        var decoded = DecodedRecord.of(List.of(light, heavy), read);

        assertThat(decoded).extracting(DecodedRecord::bytes).containsExactly(100L + REST, 60_000L + REST);
        assertThat(decoded)
                .extracting(DecodedRecord::weight)
                .containsExactly(1, (60_000 + REST) / DecodedRecord.ROW_BYTES);
    }

    @Test
    void givenWhatWaits_aFlushTakesTheOldestUpToAWeight_butOneInAnyCase() {
        var partition = new AssignedPartition(0);
        var records = List.of(record(0, 1, 51_200), record(0, 2, 10), record(0, 3, 10));
        partition.add(records);
        var taken = partition.takeArrived(10, Long.MAX_VALUE);
        partition.decoded(DecodedRecord.of(
                taken,
                new LogRecordReader(_ -> Mono.empty(), ScoresOnTheWire.codec(), Clock.systemUTC())
                        .read(taken)
                        .blockOptional(PATIENCE)
                        .orElseThrow()));

        assertThat(partition.oldest(0, 10, 100, _ -> true))
                .extracting(DecodedRecord::offset)
                .containsExactly(1L);
        assertThat(partition.oldest(0, 101, 100, _ -> true))
                .extracting(DecodedRecord::offset)
                .containsExactly(1L, 2L);
        assertThat(partition.oldest(0, 1_000, 2, _ -> true)).hasSize(2);
        partition.removeBefore(2);
        assertThat(partition.waiting()).isEqualTo(2);
        assertThat(partition.waitingBytes()).isEqualTo(2 * (10 + REST));
        partition.removeBefore(9);
        assertThat(partition.waitingBytes()).isZero();
    }
}
