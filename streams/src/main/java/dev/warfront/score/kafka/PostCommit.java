package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.WarScoreChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// What follows a commit, in this order and in the order of the commits: the live view, the feeds, the frames.
/// Goes on beside the next flush; when it falls behind by some flushes, those wait for it.
final class PostCommit {
    private static final Logger log = LoggerFactory.getLogger(PostCommit.class);
    private static final int FLUSHES_MAX = 4;
    private static final int CATCH_UP_ROWS = 2_000;
    private static final Duration PUBLISHED_EVERY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final PipelineOutputs outputs;
    private final Clock clock;
    private final ArrayDeque<List<BatchDecision>> queue = new ArrayDeque<>();
    private final Signal arrived = new Signal();
    private final Signal taken = new Signal();
    /// Published but not yet stored as such; of the sequence that follows commits only.
    private final Map<Integer, Long> published = new HashMap<>();
    private Instant storedAt = Instant.EPOCH;
    private volatile boolean ending;

    PostCommit(Ledger ledger, PipelineOutputs outputs, Clock clock) {
        this.ledger = ledger;
        this.outputs = outputs;
        this.clock = clock;
    }

    /// Ends when {@link #noMore} was called and everything is published.
    Flux<Void> run() {
        return Mono.defer(this::cycle).repeat(() -> !(ending && idle())).thenMany(Mono.defer(this::storePublished));
    }

    /// Nothing will be added any more. Any thread.
    void noMore() {
        ending = true;
        arrived.raise();
    }

    /// Completes when there is room for it.
    Mono<Void> add(List<BatchDecision> committed) {
        return Mono.defer(() -> {
            var room = taken.next();
            if (added(committed)) {
                arrived.raise();
                return Mono.empty();
            }
            return room.then(add(committed));
        });
    }

    private synchronized boolean added(List<BatchDecision> committed) {
        return queue.size() < FLUSHES_MAX && queue.add(committed);
    }

    private synchronized boolean idle() {
        return queue.isEmpty();
    }

    private synchronized List<BatchDecision> all() {
        var all = queue.stream().flatMap(List::stream).toList();
        queue.clear();
        return all;
    }

    private Mono<Void> cycle() {
        var next = arrived.next();
        var committed = all();
        taken.raise();
        if (!committed.isEmpty()) {
            return publish(committed);
        }
        return storePublished().then(Mono.defer(() -> ending ? Mono.empty() : next));
    }

    private Mono<Void> publish(List<BatchDecision> committed) {
        outputs.credited().add(committed);
        var changes =
                committed.stream().flatMap(each -> each.changes().stream()).toList();
        return outputs.live()
                .show(committed)
                .then(Mono.defer(() -> publishItems(items(committed))))
                .then(Mono.defer(() -> markPublished(committed)))
                .then(push(changes))
                .then(outputs.totals().publish(changes));
    }

    private Mono<Void> push(List<WarScoreChange> changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        return outputs.frames().push(changes).onErrorResume(error -> {
            log.error("subscribers miss a change and will see a gap", error);
            return Mono.empty();
        });
    }

    private static List<FeedItem> items(List<BatchDecision> committed) {
        var items = new ArrayList<FeedItem>();
        for (var each : committed) {
            var start = items.size();
            each.rows().forEach(row -> items.add(new FeedItem.Recorded(row)));
            each.reviews().forEach(row -> items.add(new FeedItem.Refused(row)));
            if (!each.rows().isEmpty() && !each.reviews().isEmpty()) {
                items.subList(start, items.size()).sort(Comparator.comparingLong(FeedItem::offset));
            }
        }
        return items;
    }

    private Mono<Void> publishItems(List<FeedItem> items) {
        return items.isEmpty() ? Mono.empty() : patiently(outputs.feed().publish(items), "feeds");
    }

    /// Stored now and then only: what was published since is published again after a crash, and consumers
    /// go by id.
    private Mono<Void> markPublished(List<BatchDecision> committed) {
        committed.forEach(each -> published.merge(each.partition(), each.next(), Math::max));
        var now = clock.instant();
        if (now.isBefore(storedAt.plus(PUBLISHED_EVERY))) {
            return Mono.empty();
        }
        storedAt = now;
        return storePublished();
    }

    private Mono<Void> storePublished() {
        if (published.isEmpty()) {
            return Mono.empty();
        }
        var offsets = Map.copyOf(published);
        return patiently(ledger.published(offsets), "offsets of the feeds").doOnSuccess(_ -> published.clear());
    }

    /// Publishes what the ledger has between two offsets.
    Mono<Void> catchUp(int partition, long from, long until) {
        return from >= until ? Mono.empty() : catchUpFrom(partition, from, until);
    }

    private Mono<Void> catchUpFrom(int partition, long from, long until) {
        return ledger.feed(partition, from, until, CATCH_UP_ROWS)
                .flatMap(items -> items.isEmpty()
                        ? ledger.published(Map.of(partition, until))
                        : outputs.feed()
                                .publish(items)
                                .then(Mono.defer(() ->
                                        catchUpFrom(partition, items.getLast().offset() + 1, until))));
    }

    private static Mono<Void> patiently(Mono<Void> step, String what) {
        return step.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                .maxBackoff(Duration.ofSeconds(5))
                .doBeforeRetry(
                        again -> log.warn("{} wait: {}", what, again.failure().toString())));
    }
}
