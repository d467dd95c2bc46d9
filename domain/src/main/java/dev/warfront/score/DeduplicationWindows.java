package dev.warfront.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The deduplication windows of all partitions that are flushed together, under a bound that they share with those of
/// other loops: past it the earliest events of whichever partition has them go first, a chunk at a time, and more with
/// {@link #trim}. Not thread-safe; used by one thread at a time.
public final class DeduplicationWindows {
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
        shorten(1);
    }

    /// Drops what is too much, since windows have met.
    ///
    /// @param max events to drop at once, but for the rest of a chunk
    /// @return whether there is more to drop
    public boolean trim(int max) {
        shorten(max);
        return bound.excess(size) > 0;
    }

    private void shorten(int max) {
        for (var left = max; left > 0 && bound.excess(size) > 0; ) {
            var dropped = earliest().map(DeduplicationWindow::shorten).orElse(0);
            changed(-dropped);
            left -= Math.max(1, dropped);
        }
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
