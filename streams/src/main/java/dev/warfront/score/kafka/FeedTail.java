package dev.warfront.score.kafka;

import dev.warfront.score.BatchDecision;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.ScoreFeed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Publishes what was committed, each partition for itself and in the order of its log. Nothing waits for it:
/// what it cannot hold is dropped from memory and read from the ledger later.
///
/// ```text
/// committed   --1--2--3--4--5--6-->
/// held          1  2  -  -  5  6      bounded
/// ledger                3  4          in pages, a few partitions at a time
/// published   ----1--2-----3--4--5--6
/// ```
final class FeedTail {
    private static final Logger log = LoggerFactory.getLogger(FeedTail.class);
    /// Held in memory by all partitions together; see {@link FeedItem#weight}.
    static final int WEIGHT_MAX = 50_000;
    private static final int PARTITIONS_MAX = 4_096;
    private static final int PAGE_WEIGHT = 2_000;
    private static final int READS_AT_ONCE = 2;
    private static final Duration STORED_EVERY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final ScoreFeed feed;
    private final Map<Integer, FeedCursor> cursors = new ConcurrentHashMap<>();
    private final Sinks.Many<FeedCursor> begun =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(PARTITIONS_MAX));
    private final Sinks.Many<FeedCursor> gaps =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(PARTITIONS_MAX));
    private final Sinks.Empty<Void> done = Sinks.empty();
    /// The first that is perhaps not published, and how much of that is stored.
    private final Map<Integer, Long> published = new ConcurrentHashMap<>();
    private final Map<Integer, Long> stored = new ConcurrentHashMap<>();
    private volatile boolean ending;

    FeedTail(Ledger ledger, ScoreFeed feed) {
        this.ledger = ledger;
        this.feed = feed;
    }

    /// A partition goes on; what a former owner has left is published first. Before anything of it is
    /// added. Nothing of one that is owned no longer: the next ownership may have begun by then.
    void begin(AssignedPartition ownership, Ledger.Start start) {
        var cursor = new FeedCursor(ownership, start.published(), start.next());
        var current = cursors.compute(
                cursor.partition(), (_, known) -> ownership.owned() ? fromAnew(cursor, start.published()) : known);
        if (cursor.equals(current)) {
            emit(begun, cursor);
        }
    }

    /// One whose log was lost may go on further back than it had come.
    private FeedCursor fromAnew(FeedCursor cursor, long from) {
        published.put(cursor.partition(), from);
        stored.put(cursor.partition(), from);
        return cursor;
    }

    /// Never waits. In the order of the commits.
    void add(List<BatchDecision> committed) {
        for (var each : committed) {
            var cursor = cursors.get(each.partition());
            if (cursor != null) {
                cursor.add(each);
            }
        }
        while (heldWeight() > WEIGHT_MAX) {
            furthestBehind().dropHeld();
        }
    }

    private int heldWeight() {
        return cursors.values().stream().mapToInt(FeedCursor::heldWeight).sum();
    }

    /// Items in memory.
    int heldItems() {
        return cursors.values().stream().mapToInt(FeedCursor::heldItems).sum();
    }

    private FeedCursor furthestBehind() {
        return cursors.values().stream()
                .max((one, other) -> Integer.compare(one.heldWeight(), other.heldWeight()))
                .orElseThrow();
    }

    /// Nothing will be added any more. Any thread.
    void noMore() {
        ending = true;
        complete();
        cursors.values().forEach(each -> each.work().raise());
    }

    private synchronized void complete() {
        begun.tryEmitComplete();
    }

    private synchronized void emit(Sinks.Many<FeedCursor> sink, FeedCursor cursor) {
        var result = sink.tryEmitNext(cursor);
        if (result != Sinks.EmitResult.FAIL_CANCELLED && result != Sinks.EmitResult.FAIL_TERMINATED) {
            result.orThrow();
        }
    }

    /// Ends when {@link #noMore} was called and everything is published that the feed takes.
    Flux<Void> run() {
        return Flux.merge(
                        begun.asFlux().flatMap(this::follow, PARTITIONS_MAX).doFinally(_ -> done.tryEmitEmpty()),
                        gaps.asFlux().flatMap(this::read, READS_AT_ONCE).takeUntilOther(done.asMono()),
                        Flux.interval(STORED_EVERY)
                                .onBackpressureDrop()
                                .concatMap(_ -> storePublished(), 1)
                                .takeUntilOther(done.asMono()))
                .thenMany(Flux.defer(this::storePublished));
    }

    private Flux<Void> follow(FeedCursor cursor) {
        return Mono.defer(() -> step(cursor))
                .repeat(() -> cursor.owned() && !(ending && cursor.next(PAGE_WEIGHT) == null))
                .onErrorComplete()
                .takeUntilOther(cursor.disowned())
                .doFinally(_ -> left(cursor));
    }

    /// The next owner publishes what this one has not.
    private void left(FeedCursor cursor) {
        note(cursor);
        cursor.dropHeld();
        cursors.remove(cursor.partition(), cursor);
    }

    /// How far it has come, if it is the partition's present one.
    private void note(FeedCursor cursor) {
        cursors.computeIfPresent(cursor.partition(), (partition, current) -> {
            if (current.equals(cursor)) {
                published.put(partition, cursor.published());
            }
            return current;
        });
    }

    /// At the end only what is held is published: the rest is found by whoever owns the partition next.
    private Mono<Void> step(FeedCursor cursor) {
        var work = cursor.work().next();
        var part = cursor.next(PAGE_WEIGHT);
        if (part != null) {
            return publish(cursor, part);
        }
        if (ending) {
            return Mono.empty();
        }
        if (cursor.asksForPage()) {
            emit(gaps, cursor);
        }
        return work;
    }

    /// Tried as long as it takes, but once only when the pipeline ends: whoever owns the partition next goes
    /// on with it.
    private Mono<Void> publish(FeedCursor cursor, FeedCursor.Part part) {
        var publishing = part.items().isEmpty() ? Mono.<Void>empty() : feed.publish(part.items());
        return publishing
                .doOnError(error -> log.warn("feed of partition {} waits: {}", cursor.partition(), error.toString()))
                .retryWhen(cursor.backoff().retry(_ -> cursor.owned() && !ending))
                .doOnSuccess(_ -> cursor.published(part));
    }

    private Mono<Void> read(FeedCursor cursor) {
        return Mono.defer(() -> page(cursor))
                .doOnError(error -> log.warn("feed of partition {} waits: {}", cursor.partition(), error.toString()))
                .retryWhen(cursor.backoff().retry(_ -> cursor.owned() && !ending))
                .onErrorComplete()
                .doFinally(_ -> cursor.asked());
    }

    private Mono<Void> page(FeedCursor cursor) {
        var gap = cursor.gap();
        if (gap == null || !cursor.owned()) {
            return Mono.empty();
        }
        return ledger.feed(cursor.partition(), gap.from(), gap.until(), PAGE_WEIGHT)
                .doOnNext(items -> cursor.read(FeedCursor.Part.of(gap.from(), until(items, gap), items)))
                .then();
    }

    /// A page that is empty was the last one.
    private static long until(List<FeedItem> items, FeedCursor.Gap gap) {
        return items.isEmpty() ? gap.until() : items.getLast().offset() + 1;
    }

    /// Now and then only: what was published since is published again after a crash, and consumers go by id.
    private Mono<Void> storePublished() {
        return Mono.defer(() -> {
            var moved = moved();
            return moved.isEmpty()
                    ? Mono.empty()
                    : ledger.published(moved)
                            .doOnSuccess(_ -> stored.putAll(moved))
                            .onErrorResume(FeedTail::later);
        });
    }

    private Map<Integer, Long> moved() {
        cursors.values().forEach(this::note);
        var moved = new HashMap<>(published);
        moved.entrySet().removeIf(each -> each.getValue().equals(stored.get(each.getKey())));
        return moved;
    }

    private static Mono<Void> later(Throwable error) {
        log.warn("offsets of the feeds wait: {}", error.toString());
        return Mono.empty();
    }
}
