package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Backoff;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.FeedItem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// How far the feed of one partition is behind its ledger, and as much of what is missing as is held in
/// memory; the rest has to be read. Thread-safe.
final class FeedCursor {
    private static final Duration WAIT_MIN = Duration.ofMillis(100);
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final AssignedPartition ownership;
    private final Signal work = new Signal();
    private final Backoff backoff = new Backoff(WAIT_MIN, WAIT_MAX, WAIT_MAX);
    /// Without a gap, up to `committed`.
    private final ArrayDeque<Part> held = new ArrayDeque<>();
    private int heldItems;
    private int heldWeight;
    private long published;
    private long committed;
    private @Nullable Part page;
    private boolean reading;

    /// @param published offset of the first record that was perhaps not published
    /// @param committed offset of the first record that is not in the ledger
    FeedCursor(AssignedPartition ownership, long published, long committed) {
        this.ownership = ownership;
        this.published = published;
        this.committed = committed;
    }

    int partition() {
        return ownership.partition();
    }

    boolean owned() {
        return ownership.owned();
    }

    /// Completes when it is owned no longer.
    Mono<Void> disowned() {
        return ownership.disowned();
    }

    Signal work() {
        return work;
    }

    Backoff backoff() {
        return backoff;
    }

    void add(BatchDecision decision) {
        synchronized (this) {
            var part = Part.of(decision.from(), decision.next(), items(decision));
            held.add(part);
            heldItems += part.items().size();
            heldWeight += part.weight();
            committed = decision.next();
        }
        work.raise();
    }

    /// In the order of the log.
    private static List<FeedItem> items(BatchDecision decision) {
        var items = new ArrayList<FeedItem>(
                decision.rows().size() + decision.reviews().size());
        decision.rows().forEach(row -> items.add(new FeedItem.Recorded(row)));
        decision.reviews().forEach(row -> items.add(new FeedItem.Refused(row)));
        if (!decision.rows().isEmpty() && !decision.reviews().isEmpty()) {
            items.sort(Comparator.comparingLong(FeedItem::offset));
        }
        return items;
    }

    synchronized int heldItems() {
        return heldItems;
    }

    /// See {@link FeedItem#weight}.
    synchronized int heldWeight() {
        return heldWeight;
    }

    /// Frees the memory: what was held is read from the ledger when its turn comes.
    synchronized void dropHeld() {
        held.clear();
        heldItems = 0;
        heldWeight = 0;
    }

    /// What is to be published next, from memory: of that weight at most, or one commit. Null when nothing is,
    /// or it has to be read.
    synchronized @Nullable Part next(int weightMax) {
        if (page != null) {
            return page;
        }
        if (held.isEmpty() || held.peek().from() > published) {
            return null;
        }
        var items = new ArrayList<FeedItem>();
        var until = published;
        var weight = 0;
        for (var part : held) {
            weight += part.weight();
            if (!items.isEmpty() && weight > weightMax) {
                break;
            }
            items.addAll(part.items());
            until = part.until();
        }
        return Part.of(published, until, items);
    }

    /// Whether something is missing that is not held and was not asked for yet. Then it is from now on.
    synchronized boolean asksForPage() {
        var asks = !reading && gap() != null;
        reading |= asks;
        return asks;
    }

    /// What is missing and not held; null when nothing is.
    synchronized @Nullable Gap gap() {
        var until = held.isEmpty() ? committed : held.peek().from();
        return page == null && published < until ? new Gap(published, until) : null;
    }

    /// What was asked for.
    synchronized void read(Part part) {
        page = part;
    }

    /// What was asked for is here, or could not be had.
    void asked() {
        synchronized (this) {
            reading = false;
        }
        work.raise();
    }

    synchronized void published(Part part) {
        published = part.until();
        page = null;
        while (!held.isEmpty() && held.peek().until() <= published) {
            var over = held.remove();
            heldItems -= over.items().size();
            heldWeight -= over.weight();
        }
    }

    synchronized long published() {
        return published;
    }

    /// Items of the log from one offset to another that is not included.
    record Part(long from, long until, List<FeedItem> items, int weight) {
        static Part of(long from, long until, List<FeedItem> items) {
            return new Part(
                    from,
                    until,
                    items,
                    items.stream().mapToInt(FeedItem::weight).sum());
        }
    }

    /// Offsets, the second not included.
    record Gap(long from, long until) {}
}
