package dev.warfront.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The horizons of all partitions one node owns, under one bound: past it the oldest facts of whichever partition has
/// them go first. Not thread-safe; used by one thread at a time.
public final class DeduplicationWindows {
    private final Duration span;
    private final int eventsMax;
    private final List<DeduplicationWindow> open = new ArrayList<>();

    /// No horizon is open at first.
    ///
    /// @param span how long after its receipt a fact may be repeated
    /// @param eventsMax facts kept by all partitions together
    public DeduplicationWindows(Duration span, int eventsMax) {
        this.span = span;
        this.eventsMax = eventsMax;
    }

    DeduplicationWindow open() {
        var horizon = new DeduplicationWindow(span);
        open.add(horizon);
        return horizon;
    }

    void close(DeduplicationWindow horizon) {
        open.remove(horizon);
    }

    void add(DeduplicationWindow horizon, SeenEvent fact) {
        horizon.add(fact);
        while (size() > eventsMax) {
            oldest().ifPresent(DeduplicationWindow::shorten);
        }
    }

    private Optional<DeduplicationWindow> oldest() {
        DeduplicationWindow oldest = null;
        var since = Instant.MAX;
        for (var each : open) {
            var candidate = each.oldest();
            if (candidate != null && candidate.isBefore(since)) {
                since = candidate;
                oldest = each;
            }
        }
        return Optional.ofNullable(oldest);
    }

    /// Facts kept.
    public int size() {
        var size = 0;
        for (var each : open) {
            size += each.size();
        }
        return size;
    }

    /// The latest fact forgotten for want of room in any partition; empty while the horizon has its full length.
    public Optional<Instant> floor() {
        return open.stream()
                .map(DeduplicationWindow::floor)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Instant::compareTo);
    }
}
