package dev.warfront.score;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events that a deduplication window dropped for want of room and whose senders' clocks were ahead: they may
/// come again looking younger than anything that was dropped. Bounded; when there are more, the earliest goes
/// and is said to.
final class ClocksAhead {
    private static final int EVENTS_MAX = 16_384;
    /// An entry of the map with id, result and instant, rounded up.
    private static final long EVENT_BYTES = 160;

    private final Duration skew;
    private final LinkedHashMap<UUID, Ahead> events = new LinkedHashMap<>();

    ClocksAhead(Duration skew) {
        this.skew = skew;
    }

    /// Keeps an event until its time has come.
    ///
    /// @return until when an event that had to go for it may come again; empty when there was room
    Optional<Instant> add(UUID id, DeduplicationWindow.Seen seen, Instant appendedAt) {
        events.put(id, new Ahead(seen, appendedAt.plus(skew)));
        return events.size() > EVENTS_MAX
                ? Optional.of(events.pollFirstEntry().getValue().until())
                : Optional.empty();
    }

    DeduplicationWindow.@Nullable Seen find(UUID id) {
        var found = events.get(id);
        return found == null ? null : found.seen();
    }

    /// Drops those that happened before; should they come again, they are too old.
    void dropBefore(Instant instant) {
        while (!events.isEmpty() && !events.firstEntry().getValue().until().isAfter(instant)) {
            events.pollFirstEntry();
        }
    }

    long bytes() {
        return events.size() * EVENT_BYTES;
    }

    private record Ahead(DeduplicationWindow.Seen seen, Instant until) {}
}
