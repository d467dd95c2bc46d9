package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Backoff;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.FlushBatches;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionState;
import dev.warfront.score.ScoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Flushes some of a node's partitions together, one transaction at a time. Everything that touches a
/// partition's state happens in this one sequence.
///
/// ```text
/// records    --12-3456-----7-    decoded, they wait in their assigned partitions, bounded
/// flush      ---[12]--[3456]-    what waits when the last is done, or the flush wait after the first record; of a
///                                backlog more, see FillWait
/// followed   ------12------3456  in the same order, while the next flush is under way
/// ```
final class FlushLoop {
    private static final Logger log = LoggerFactory.getLogger(FlushLoop.class);
    private static final Duration BACKOFF_MIN = Duration.ofMillis(100);
    private static final Duration RECOVERED_AFTER = Duration.ofSeconds(1);
    /// Events: some milliseconds.
    private static final int TRIM_MAX = 32_768;

    private final FlushStep flush;
    private final DecodeStage decode;
    private final PostCommit postCommit;
    private final StoppedPartitions stops;
    private final ScoreSettings settings;
    private final PipelineMetrics metrics;
    private final DeduplicationWindows windows;
    private final PartitionOpener opener;
    private final Signal work = new Signal();
    private final Backoff backoff;
    private final List<AssignedPartition> assigned = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    FlushLoop(
            Ledger ledger,
            FlushBatches flush,
            LogRecordReader reader,
            PostCommit postCommit,
            StoppedPartitions stops,
            ScoreSettings settings,
            DeduplicationWindows windows,
            PipelineMetrics metrics) {
        this.flush = new FlushStep(ledger, flush, postCommit, stops, settings, metrics);
        this.decode = new DecodeStage(reader);
        this.postCommit = postCommit;
        this.stops = stops;
        this.settings = settings;
        this.metrics = metrics;
        this.backoff = new Backoff(BACKOFF_MIN, settings.retryWaitMax(), RECOVERED_AFTER);
        this.windows = windows;
        this.opener = new PartitionOpener(ledger, postCommit.feed(), windows, settings.reviewBounds());
    }

    /// Does not end before {@link #stop}; never fails for what a retry may heal.
    Flux<Void> run() {
        return Flux.merge(
                Mono.defer(this::cycle).repeat(() -> !stopping).doFinally(_ -> postCommit.noMore()),
                Flux.merge(opener.opened(), decode.decoded())
                        .doOnNext(_ -> work.raise())
                        .thenMany(Flux.empty()));
    }

    /// Finishes the flush under way and begins none. Any thread.
    void stop() {
        stopping = true;
        opener.stop();
        decode.stop();
        work.raise();
    }

    /// A partition was assigned. Of the consumer's thread only.
    void add(AssignedPartition ownership) {
        assigned.add(ownership);
        if (ownership.stopped() == null) {
            opener.add(ownership);
            decode.add(ownership);
        }
        work.raise();
    }

    /// A partition is owned no longer, or does not go on. Any thread.
    void signal() {
        work.raise();
    }

    /// Whether enough of it waits; then the consumer pauses it, and no other. Any thread.
    boolean full(AssignedPartition ownership) {
        return WaitingBounds.reached(ownership, assigned);
    }

    private Mono<Void> cycle() {
        var signalled = work.next();
        return Mono.defer(this::step)
                .subscribeOn(Schedulers.parallel())
                .onErrorResume(this::backOff)
                .flatMap(busy -> busy || stopping ? Mono.empty() : signalled.then(Mono.delay(settings.flushWait())))
                .then();
    }

    /// @return true when there may be more to do at once
    private Mono<Boolean> step() {
        dropDisowned();
        assigned.forEach(AssignedPartition::open);
        if (windows.trim(TRIM_MAX)) {
            work.raise();
        }
        return flush.flush(open());
    }

    private Mono<Boolean> backOff(Throwable error) {
        var wait = backoff.failed();
        log.warn("scores wait {} ms: {}", wait.toMillis(), error.toString());
        return stopping ? Mono.just(false) : Mono.delay(wait).thenReturn(true);
    }

    private void dropDisowned() {
        var disowned = assigned.stream().filter(each -> !each.owned()).toList();
        disowned.stream().map(AssignedPartition::state).filter(Objects::nonNull).forEach(PartitionState::close);
        disowned.forEach(each -> postCommit.lost(each.partition()));
        assigned.removeAll(disowned);
        metrics.window(this, windows.size(), windows.floor());
        metrics.feed(this, postCommit.feed().heldItems());
    }

    private List<FlushStep.Open> open() {
        var open = new ArrayList<FlushStep.Open>();
        for (var each : assigned) {
            var state = each.state();
            var why = each.stopped();
            if (why != null) {
                stops.add(each, why, null, StoppedPartitions.NO_RECORD);
            } else if (each.owned() && state != null) {
                each.removeBefore(state.next());
                open.add(new FlushStep.Open(each, state));
            }
        }
        return open;
    }
}
