package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Backoff;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.Batch;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.FlushBatches;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionState;
import dev.warfront.score.ScoreSettings;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.StaleOwner;
import dev.warfront.score.StaleTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Flushes some of a node's partitions together, one transaction at a time. Everything that touches a partition's state
/// happens in this one sequence.
///
/// ```text
/// records    --12-3456-----7-    wait in their assigned partitions, bounded
/// flush      ---[12]--[3456]-    whatever waits when the last is done, or the flush wait after the first record
/// published  ------12------3456  in the same order, while the next flush is under way
/// ```
final class FlushLoop {
    private static final Logger log = LoggerFactory.getLogger(FlushLoop.class);
    /// Waiting beyond a full flush: the next one, while this one is under way.
    private static final int FLUSHES_WAITING = 2;
    private static final long WAITING_BYTES_MAX = 32L * 1024 * 1024;
    private static final int FLUSH_EVENTS_MIN = 100;
    private static final Duration BACKOFF_MIN = Duration.ofMillis(100);
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(5);
    private static final Duration RECOVERED_AFTER = Duration.ofSeconds(1);

    private final FlushBatches flush;
    private final LogRecordReader reader;
    private final PostCommit postCommit;
    private final ScoreSettings settings;
    private final PipelineMetrics metrics;
    private final DeduplicationWindows windows;
    private final PartitionOpener opener;
    private final Signal work = new Signal();
    private final Backoff backoff = new Backoff(BACKOFF_MIN, BACKOFF_MAX, RECOVERED_AFTER);
    private final List<AssignedPartition> assigned = new CopyOnWriteArrayList<>();
    private int flushMax;
    private int turn;
    private volatile boolean stopping;

    FlushLoop(
            Ledger ledger,
            FlushBatches flush,
            LogRecordReader reader,
            PostCommit postCommit,
            ScoreSettings settings,
            ScoreWindow window,
            PipelineMetrics metrics) {
        this.flush = flush;
        this.reader = reader;
        this.postCommit = postCommit;
        this.settings = settings;
        this.metrics = metrics;
        this.windows = new DeduplicationWindows(window, settings.horizonEventsMax() / settings.flushLoops());
        this.opener = new PartitionOpener(
                ledger, postCommit, windows, window, settings.horizonEventsMax() / settings.flushLoops());
        this.flushMax = settings.flushEventsMax();
    }

    /// Does not end before {@link #stop}; never fails for what a retry may heal.
    Flux<Void> run() {
        return Flux.merge(
                Mono.defer(this::cycle).repeat(() -> !stopping).doFinally(_ -> postCommit.noMore()),
                opener.opened().doOnNext(_ -> work.raise()).thenMany(Flux.empty()));
    }

    /// Finishes the flush under way and begins none. Any thread.
    void stop() {
        stopping = true;
        opener.stop();
        work.raise();
    }

    /// A partition was assigned. Any thread.
    void add(AssignedPartition ownership) {
        assigned.add(ownership);
        if (ownership.stopped() == null) {
            opener.add(ownership);
        }
    }

    /// There are new records, or a partition is owned no longer. Any thread.
    void signal() {
        work.raise();
    }

    /// Whether enough waits that can be flushed; then the consumer pauses. Any thread.
    boolean full() {
        var events = 0L;
        var bytes = 0L;
        for (var each : assigned) {
            if (each.state() != null) {
                events += each.waiting();
                bytes += each.waitingBytes();
            }
        }
        return events >= (long) FLUSHES_WAITING * settings.flushEventsMax() || bytes >= WAITING_BYTES_MAX;
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
        openRestored();
        return flushWaiting();
    }

    private Mono<Boolean> backOff(Throwable error) {
        flushMax = Math.max(FLUSH_EVENTS_MIN, flushMax / 2);
        var wait = backoff.failed();
        log.warn("scores wait {} ms: {}", wait.toMillis(), error.toString());
        return stopping ? Mono.just(false) : Mono.delay(wait).thenReturn(true);
    }

    private void dropDisowned() {
        var disowned = assigned.stream().filter(each -> !each.owned()).toList();
        disowned.stream().map(AssignedPartition::state).filter(Objects::nonNull).forEach(PartitionState::close);
        assigned.removeAll(disowned);
        metrics.window(this, windows.size(), windows.floor());
    }

    private void openRestored() {
        for (var each : assigned) {
            each.open();
        }
    }

    private Mono<Boolean> flushWaiting() {
        var waiting = take();
        if (waiting.isEmpty()) {
            return Mono.just(false);
        }
        return Flux.fromIterable(waiting)
                .concatMap(each -> reader.read(each.records()).map(read -> new Batch(each.state(), read)))
                .collectList()
                .flatMap(flush::flush)
                .publishOn(Schedulers.parallel())
                .flatMap(decisions -> apply(waiting, decisions))
                .onErrorResume(StaleOwner.class, stale -> lose(waiting, stale))
                .onErrorResume(StaleTotals.class, stale -> forget(waiting, stale));
    }

    private List<Waiting> take() {
        var taken = new ArrayList<Waiting>();
        var room = flushMax;
        var open = assigned.stream().filter(AssignedPartition::owned).toList();
        turn++;
        for (var i = 0; i < open.size() && room > 0; i++) {
            var ownership = open.get((turn + i) % open.size());
            var state = ownership.state();
            if (state != null) {
                ownership.removeBefore(state.next());
                var records = ownership.oldest(room);
                if (!records.isEmpty()) {
                    taken.add(new Waiting(ownership, state, records));
                    room -= records.size();
                }
            }
        }
        return taken;
    }

    private Mono<Boolean> apply(List<Waiting> flushed, List<BatchDecision> decisions) {
        for (var i = 0; i < decisions.size(); i++) {
            flushed.get(i).state().apply(decisions.get(i));
            flushed.get(i).ownership().removeBefore(decisions.get(i).next());
        }
        flushMax = Math.min(settings.flushEventsMax(), 2 * flushMax);
        metrics.committed(decisions);
        return postCommit.add(decisions).thenReturn(true);
    }

    /// Somebody else moved the offset, or the answer to a commit was lost: these partitions are read anew if
    /// they are still this node's. The others are flushed again without them.
    private Mono<Boolean> lose(List<Waiting> flushed, StaleOwner stale) {
        log.warn("partitions {} have moved on without this node", stale.partitions());
        flushed.stream()
                .map(Waiting::ownership)
                .filter(each -> stale.partitions().contains(each.partition()))
                .forEach(AssignedPartition::disown);
        return Mono.just(true);
    }

    private static Mono<Boolean> forget(List<Waiting> flushed, StaleTotals stale) {
        log.warn("wars {} have totals that were corrected", stale.wars());
        flushed.forEach(each -> stale.wars().forEach(each.state()::forget));
        return Mono.just(true);
    }

    /// What one partition has for a flush.
    private record Waiting(
            AssignedPartition ownership, PartitionState state, List<ConsumerRecord<byte[], byte[]>> records) {}
}
