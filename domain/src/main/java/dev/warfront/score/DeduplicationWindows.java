package dev.warfront.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The deduplication windows of all partitions that are flushed together, under one bound: past it the earliest
/// events of whichever partition has them go first. Not thread-safe; used by one thread at a time.
public final class DeduplicationWindows {
    private final ScoreWindow rules;
    private final int eventsMax;
    private final List<DeduplicationWindow> open = new ArrayList<>();

    /// No window is open at first.
    ///
    /// @param rules how long after its receipt an event may be repeated
    /// @param eventsMax events kept by all partitions together
    public DeduplicationWindows(ScoreWindow rules, int eventsMax) {
        this.rules = rules;
        this.eventsMax = eventsMax;
    }

    /// A window apart from the others, to be filled by any thread until it is attached.
    DeduplicationWindow detached() {
        return new DeduplicationWindow(rules);
    }

    /// Takes up events into a window that is not attached yet: the newest first, each slice from before the
    /// one before. What lies before more than the bound allows is left out; it happened no later than what
    /// {@link #restored} drops.
    void restore(DeduplicationWindow detached, SeenSlice slice) {
        if (detached.size() <= eventsMax) {
            detached.addBefore(slice);
        }
    }

    /// Nothing more is restored into this window. Takes about a second for ten million events.
    void restored(DeduplicationWindow detached) {
        detached.index();
        while (detached.size() > eventsMax) {
            detached.shorten();
        }
    }

    /// From now on it counts with the others.
    void attach(DeduplicationWindow window) {
        restored(window);
        open.add(window);
        shorten();
    }

    void close(DeduplicationWindow window) {
        open.remove(window);
    }

    void add(DeduplicationWindow window, SeenEvent event) {
        window.add(event);
        shorten();
    }

    private void shorten() {
        while (size() > eventsMax) {
            earliest().ifPresent(DeduplicationWindow::shorten);
        }
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
        var size = 0;
        for (var each : open) {
            size += each.size();
        }
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
