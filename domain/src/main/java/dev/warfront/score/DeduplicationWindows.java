package dev.warfront.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The deduplication windows of all partitions that are flushed together, under a bound that they share with those of
/// other loops: past it the earliest events of whichever partition has them go first, a few with each event that is
/// added, and more with {@link #trim}. Not thread-safe; used by one thread at a time.
public final class DeduplicationWindows {
    private static final int DROPS = 2;

    private final ScoreWindow rules;
    private final SeenBound bound;
    private final List<DeduplicationWindow> open = new ArrayList<>();
    private int size;

    /// No window is open at first.
    ///
    /// @param rules how long after its receipt an event may be repeated
    /// @param bound events kept by all partitions together
    public DeduplicationWindows(ScoreWindow rules, SeenBound bound) {
        this.rules = rules;
        this.bound = bound;
    }

    /// How many events one partition keeps at most.
    public int eventsMax() {
        return bound.eventsMax();
    }

    /// How long after its receipt an event may be repeated.
    ScoreWindow rules() {
        return rules;
    }

    /// A window apart from the others, to be filled by any thread until it is attached.
    DeduplicationWindow detached() {
        return new DeduplicationWindow(rules, bound.eventsMax());
    }

    /// Takes up events into a window that is not attached yet: the newest first, each slice from before the
    /// one before. What lies before more than the bound allows is left out; it happened no later than what
    /// {@link #restored} drops.
    void restore(DeduplicationWindow detached, SeenSlice slice) {
        if (detached.size() <= bound.eventsMax()) {
            detached.addBefore(slice);
        }
    }

    /// Nothing more is restored into this window. Takes about a second for ten million events.
    void restored(DeduplicationWindow detached) {
        detached.index();
        while (detached.size() > bound.eventsMax()) {
            detached.shorten();
        }
    }

    /// From now on it counts with the others.
    void attach(DeduplicationWindow window) {
        restored(window);
        open.add(window);
        changed(window.size());
    }

    void close(DeduplicationWindow window) {
        if (open.remove(window)) {
            changed(-window.size());
        }
    }

    void add(DeduplicationWindow window, SeenEvent event) {
        var before = window.size();
        window.add(event);
        changed(window.size() - before);
        shorten(DROPS);
    }

    /// Drops what cannot be repeated any more, also of partitions to which nothing comes, and what is too much.
    ///
    /// @param now of a clock that is ahead of the log's by no more than the skew that events may have
    /// @param max events to drop at once
    /// @return whether there may be more to drop
    public boolean trim(Instant now, int max) {
        var left = max;
        for (var window : open) {
            var dropped = window.dropOld(now.minus(rules.skew()), left);
            changed(-dropped);
            left -= dropped;
        }
        return shorten(left) == left;
    }

    /// How many it has dropped.
    private int shorten(int max) {
        var wanted = Math.min(max, bound.excess(size));
        for (var dropped = 0; dropped < wanted; dropped++) {
            earliest().ifPresent(DeduplicationWindow::shorten);
        }
        changed(-wanted);
        return wanted;
    }

    private void changed(int by) {
        size += by;
        bound.changed(by);
    }

    private Optional<DeduplicationWindow> earliest() {
        DeduplicationWindow earliest = null;
        var since = Instant.MAX;
        for (var each : open) {
            var candidate = each.earliest();
            if (candidate != null && candidate.isBefore(since)) {
                since = candidate;
                earliest = each;
            }
        }
        return Optional.ofNullable(earliest);
    }

    /// Events kept.
    public int size() {
        return size;
    }

    /// The latest event dropped for want of room in any partition; empty while the windows have their full length.
    public Optional<Instant> floor() {
        return open.stream()
                .map(DeduplicationWindow::floor)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Instant::compareTo);
    }
}
