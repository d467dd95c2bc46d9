package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Backoff;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionState;
import dev.warfront.score.ReviewBounds;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Opens partitions that were assigned, some side by side and beside the flushes of others: where a partition
/// goes on, which events may be repeated. What a former owner has not published is left to the feed.
final class PartitionOpener {
    private static final Logger log = LoggerFactory.getLogger(PartitionOpener.class);
    private static final int PARTITIONS_MAX = 4_096;
    private static final int AT_ONCE = 4;
    private static final Duration WAIT_MIN = Duration.ofMillis(100);
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final FeedTail feed;
    private final DeduplicationWindows windows;
    private final ReviewBounds reviewBounds;
    private final Sinks.Many<AssignedPartition> assigned =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(PARTITIONS_MAX));
    private final Sinks.Empty<Void> stopped = Sinks.empty();

    /// @param reviewBounds what partitions keep of what they refuse
    PartitionOpener(Ledger ledger, FeedTail feed, DeduplicationWindows windows, ReviewBounds reviewBounds) {
        this.ledger = ledger;
        this.feed = feed;
        this.windows = windows;
        this.reviewBounds = reviewBounds;
    }

    /// Of the consumer's thread only. Without effect once it is stopped, or nobody asks any more.
    void add(AssignedPartition partition) {
        var result = assigned.tryEmitNext(partition);
        if (result != Sinks.EmitResult.FAIL_CANCELLED) {
            result.orThrow();
        }
    }

    /// Those that are ready, until {@link #stop}, and those that were lost meanwhile. What fails is tried
    /// again, as long as the partition is owned; one that is lost while it is read leaves its place to
    /// the next at once.
    Flux<AssignedPartition> opened() {
        return assigned.asFlux().flatMap(this::open, AT_ONCE).takeUntilOther(stopped.asMono());
    }

    /// What is being opened is given up. Any thread.
    void stop() {
        stopped.tryEmitEmpty();
    }

    private Mono<AssignedPartition> open(AssignedPartition partition) {
        return Mono.defer(() -> partition.owned() ? restored(partition) : Mono.empty())
                .doOnError(
                        error -> log.warn("partition {} cannot be opened: {}", partition.partition(), error.toString()))
                .retryWhen(new Backoff(WAIT_MIN, WAIT_MAX, WAIT_MAX).retry(_ -> partition.owned()))
                .onErrorComplete()
                .filter(_ -> partition.owned())
                .doOnNext(state -> opened(partition, state))
                .thenReturn(partition);
    }

    /// The last step takes long on one thread, which is none of those that flushes run on.
    private Mono<PartitionState> restored(AssignedPartition partition) {
        var number = partition.partition();
        return ledger.start(number).flatMap(start -> {
            var state = new PartitionState(number, start.next(), windows, reviewBounds);
            return ledger.seenEvents(number, windows.eventsMax())
                    .takeUntilOther(partition.disowned())
                    .doOnNext(state::restore)
                    .then(Mono.fromSupplier(state::restored).subscribeOn(Schedulers.boundedElastic()))
                    .doOnNext(_ -> feed.begin(partition, start));
        });
    }

    private static void opened(AssignedPartition partition, PartitionState state) {
        partition.restored(state);
        log.info(
                "partition {} goes on at {}, with {} events to find repeats of",
                partition.partition(),
                state.next(),
                state.seenCount());
    }
}
