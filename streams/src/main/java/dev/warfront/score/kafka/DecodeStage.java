package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/// Checks signatures and parses, on the processor's cores: several chunks of a partition at once, their order
/// kept, and partitions side by side.
final class DecodeStage {
    private static final Logger log = LoggerFactory.getLogger(DecodeStage.class);
    private static final int PARTITIONS_MAX = 4_096;
    private static final int CHUNKS_AT_ONCE = Schedulers.DEFAULT_POOL_SIZE;
    private static final int CHUNK_RECORDS = 1_000;
    private static final long CHUNK_BYTES = 512 * 1024;
    private static final Duration WAIT_MIN = Duration.ofMillis(100);
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final LogRecordReader reader;
    private final Sinks.Many<AssignedPartition> assigned =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(PARTITIONS_MAX));
    private final Sinks.Empty<Void> stopped = Sinks.empty();

    DecodeStage(LogRecordReader reader) {
        this.reader = reader;
    }

    /// Of the consumer's thread only. Without effect once it is stopped, or nobody asks any more.
    void add(AssignedPartition partition) {
        var result = assigned.tryEmitNext(partition);
        if (result != Sinks.EmitResult.FAIL_CANCELLED) {
            result.orThrow();
        }
    }

    /// A partition each time that more of it is decoded, until {@link #stop}.
    Flux<AssignedPartition> decoded() {
        return assigned.asFlux().flatMap(this::decode, PARTITIONS_MAX).takeUntilOther(stopped.asMono());
    }

    /// What is being decoded is given up. Any thread.
    void stop() {
        stopped.tryEmitEmpty();
    }

    /// What has arrived, and then what arrives, as long as it is owned. Ends with the first chunk that cannot be read:
    /// what lies behind it is not decoded either.
    private Flux<AssignedPartition> decode(AssignedPartition partition) {
        return Flux.defer(() -> {
                    var more = partition.arrival();
                    return Flux.<List<ConsumerRecord<byte[], byte[]>>>generate(sink -> chunk(partition, sink))
                            .flatMapSequential(chunk -> read(partition, chunk), CHUNKS_AT_ONCE, 1)
                            .map(records -> decoded(partition, records))
                            .concatWith(Mono.firstWithSignal(more, partition.disowned())
                                    .then(Mono.empty()));
                })
                .repeat(partition::owned)
                .onErrorComplete();
    }

    private static void chunk(AssignedPartition partition, SynchronousSink<List<ConsumerRecord<byte[], byte[]>>> sink) {
        var chunk = partition.owned()
                ? partition.takeArrived(CHUNK_RECORDS, CHUNK_BYTES)
                : List.<ConsumerRecord<byte[], byte[]>>of();
        if (chunk.isEmpty()) {
            sink.complete();
        } else {
            sink.next(chunk);
        }
    }

    /// Nothing in a record makes this fail; that keys cannot be looked up does, and is waited for as long as the
    /// partition is owned.
    private Mono<List<DecodedRecord>> read(AssignedPartition partition, List<ConsumerRecord<byte[], byte[]>> chunk) {
        return reader.read(chunk)
                .map(events -> DecodedRecord.of(chunk, events))
                .subscribeOn(Schedulers.parallel())
                .doOnError(error ->
                        log.warn("partition {} cannot be decoded: {}", partition.partition(), error.toString()))
                .retryWhen(new Backoff(WAIT_MIN, WAIT_MAX, WAIT_MAX).retry(_ -> partition.owned()));
    }

    private static AssignedPartition decoded(AssignedPartition partition, List<DecodedRecord> records) {
        partition.decoded(records);
        return partition;
    }
}
