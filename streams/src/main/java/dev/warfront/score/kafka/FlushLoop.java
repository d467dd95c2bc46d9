package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.Batch;
import dev.warfront.score.Decision;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionState;
import dev.warfront.score.PipelineSettings;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.StaleOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Some of a node's partitions, flushed together, one transaction at a time. Everything that touches a book happens
/// in this one sequence.
///
/// ```text
/// records  --12-3456-----7-    wait in their slots, bounded
/// flush    ---[12]--[3456]-    whatever waits when the last is done, or a moment after the first record
/// told     ------12------3456  in the same order, while the next flush is under way
/// ```
final class FlushLoop {
    private static final Logger log = LoggerFactory.getLogger(FlushLoop.class);
    /// Waiting beyond a full flush: the next one, while this one is under way.
    private static final int FLUSHES_WAITING = 2;
    private static final long WAITING_BYTES_MAX = 32L * 1024 * 1024;
    private static final int FLUSH_EVENTS_MIN = 100;
    private static final Duration BACKOFF_MIN = Duration.ofMillis(100);
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final LogRecordReader reader;
    private final PostCommit aftermath;
    private final PipelineSettings settings;
    private final ScoreWindow window;
    private final PipelineMetrics metrics;
    private final DeduplicationWindows horizons;
    private final Signal wake = new Signal();
    private final List<AssignedPartition> slots = new CopyOnWriteArrayList<>();
    private int flushMax;
    private int failures;
    private int turn;
    private volatile boolean stopping;

    FlushLoop(
            Ledger ledger,
            LogRecordReader reader,
            PostCommit aftermath,
            PipelineSettings settings,
            ScoreWindow window,
            PipelineMetrics metrics) {
        this.ledger = ledger;
        this.reader = reader;
        this.aftermath = aftermath;
        this.settings = settings;
        this.window = window;
        this.metrics = metrics;
        this.horizons = new DeduplicationWindows(
                window.horizon().plus(window.skew()), settings.horizonEventsMax() / settings.lanes());
        this.flushMax = settings.flushEventsMax();
    }

    /// Does not end before {@link #stop}; never fails for what a retry may heal.
    Flux<Void> run() {
        return Mono.defer(this::cycle).repeat(() -> !stopping).doFinally(_ -> aftermath.noMore());
    }

    /// Finishes the flush under way and begins none. Any thread.
    void stop() {
        stopping = true;
        wake.ring();
    }

    /// A partition was assigned. Any thread.
    void add(AssignedPartition slot) {
        slots.add(slot);
        wake.ring();
    }

    /// There are new records, or a slot was disowned. Any thread.
    void ring() {
        wake.ring();
    }

    /// Whether enough waits; then the consumer pauses. Any thread.
    boolean full() {
        var events = 0L;
        var bytes = 0L;
        for (var each : slots) {
            events += each.waiting();
            bytes += each.waitingBytes();
        }
        return events >= (long) FLUSHES_WAITING * settings.flushEventsMax() || bytes >= WAITING_BYTES_MAX;
    }

    private Mono<Void> cycle() {
        var ring = wake.nextRing();
        return Mono.defer(this::step)
                .subscribeOn(Schedulers.parallel())
                .onErrorResume(this::backOff)
                .flatMap(busy -> busy || stopping ? Mono.empty() : ring.then(Mono.delay(settings.flushWait())))
                .then();
    }

    /// @return true when there may be more to do at once
    private Mono<Boolean> step() {
        dropDisowned();
        return openAll().then(Mono.defer(this::flush)).doOnNext(_ -> failures = 0);
    }

    private Mono<Boolean> backOff(Throwable error) {
        var exponent = Math.min(failures++, 6);
        var wait = BACKOFF_MIN.multipliedBy(1L << exponent);
        var bounded = wait.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : wait;
        flushMax = Math.max(FLUSH_EVENTS_MIN, flushMax / 2);
        log.warn("scores wait {} ms: {}", bounded.toMillis(), error.toString());
        var jitter = ThreadLocalRandom.current().nextLong(1 + bounded.toMillis() / 5);
        return stopping
                ? Mono.just(false)
                : Mono.delay(bounded.plusMillis(jitter)).thenReturn(true);
    }

    private void dropDisowned() {
        var disowned = slots.stream().filter(each -> !each.owned()).toList();
        disowned.stream().map(AssignedPartition::book).filter(Objects::nonNull).forEach(PartitionState::close);
        slots.removeAll(disowned);
        metrics.horizon(this, horizons.size(), horizons.floor());
    }

    private Mono<Void> openAll() {
        return Flux.fromIterable(slots)
                .filter(each -> each.owned() && each.book() == null)
                .concatMap(this::open)
                .then();
    }

    /// Reads where the partition goes on, what may be repeated, and publishes what a former owner did not.
    private Mono<Void> open(AssignedPartition slot) {
        return ledger.start(slot.partition()).flatMap(start -> {
            var book = new PartitionState(slot.partition(), start.next(), horizons, window);
            return ledger.horizon(slot.partition(), settings.horizonEventsMax() / settings.lanes())
                    .doOnNext(book::restore)
                    .then(aftermath.catchUp(slot.partition(), start.published(), start.next()))
                    .doOnSuccess(_ -> opened(slot, book))
                    .doOnError(_ -> book.close())
                    .doOnCancel(book::close);
        });
    }

    private static void opened(AssignedPartition slot, PartitionState book) {
        slot.open(book);
        log.info("partition {} goes on at {}, {} facts remembered", slot.partition(), book.next(), book.remembered());
    }

    private Mono<Boolean> flush() {
        var waiting = take();
        if (waiting.isEmpty()) {
            return Mono.just(false);
        }
        return Flux.fromIterable(waiting)
                .concatMap(each -> reader.read(each.records()).map(read -> new Batch(each.book(), read)))
                .collectList()
                .flatMap(ledger::flush)
                .publishOn(Schedulers.parallel())
                .flatMap(decisions -> keep(waiting, decisions))
                .onErrorResume(StaleOwner.class, stale -> lose(waiting, stale));
    }

    private List<Waiting> take() {
        var taken = new ArrayList<Waiting>();
        var room = flushMax;
        var open = slots.stream().filter(AssignedPartition::owned).toList();
        turn++;
        for (var i = 0; i < open.size() && room > 0; i++) {
            var slot = open.get((turn + i) % open.size());
            var book = slot.book();
            if (book != null) {
                slot.removeBefore(book.next());
                var records = slot.oldest(room);
                if (!records.isEmpty()) {
                    taken.add(new Waiting(slot, book, records));
                    room -= records.size();
                }
            }
        }
        return taken;
    }

    private Mono<Boolean> keep(List<Waiting> flushed, List<Decision> decisions) {
        for (var i = 0; i < decisions.size(); i++) {
            flushed.get(i).book().keep(decisions.get(i));
            flushed.get(i).slot().removeBefore(decisions.get(i).next());
        }
        flushMax = Math.min(settings.flushEventsMax(), 2 * flushMax);
        metrics.committed(decisions);
        return aftermath.offer(decisions).thenReturn(true);
    }

    /// Somebody else moved the offset, or the answer to a commit was lost: these partitions are read anew if they are
    /// still this node's. The others are flushed again without them.
    private Mono<Boolean> lose(List<Waiting> flushed, StaleOwner stale) {
        log.warn("partitions {} have moved on without this node", stale.partitions());
        flushed.stream()
                .map(Waiting::slot)
                .filter(each -> stale.partitions().contains(each.partition()))
                .forEach(AssignedPartition::disown);
        return Mono.just(true);
    }

    /// What one slot has for a flush.
    private record Waiting(AssignedPartition slot, PartitionState book, List<ConsumerRecord<byte[], byte[]>> records) {}
}
