package dev.warfront.score;

import static dev.warfront.score.SeenChunks.position;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events of one log partition that may still be repeated, by id. At most 32 bytes an event: id and payload
/// hash in chunks of plain arrays in the order of the log, a byte for the first result, and a {@link SeenIndex}.
/// What is no longer needed goes event by event, a few at a time, so that no call takes long; of what goes for want of
/// room, events whose sender's clock was ahead are kept apart, since only they could come again as events of later. Not
/// thread-safe.
final class DeduplicationWindow {
    /// What goes with each event that is added: more than one, so that no more is kept than is needed.
    private static final int DROPS = 2;

    /// How long after its receipt an event may be repeated.
    private final Duration length;
    private final SeenChunks events = new SeenChunks();
    private final SeenIndex index;
    private final ClocksAhead ahead;
    private boolean indexed = true;
    private @Nullable Instant floor;

    /// A window without events.
    ///
    /// @param eventsMax how many it has at most, but for a few chunks
    DeduplicationWindow(ScoreWindow rules, int eventsMax) {
        length = rules.horizon().plus(rules.skew());
        index = new SeenIndex(events, 2 * Math.min(eventsMax, Integer.MAX_VALUE / 4) + SeenChunk.CAPACITY);
        ahead = new ClocksAhead(rules.skew());
    }

    /// What is known of the id; null when nothing is.
    @Nullable
    Seen find(UUID id) {
        var number = index.find(id);
        return number == null ? ahead.find(id) : events.chunk(number).seen(position(number));
    }

    /// Keeps an event whose id is not there yet, and drops some of what cannot be repeated any more.
    void add(SeenEvent event) {
        dropOld(event.appendedAt(), DROPS);
        index.add(events.add(event));
    }

    /// Keeps events that came before all others that are here. They are not found before {@link #index}.
    void addBefore(SeenSlice slice) {
        if (slice.size() > 0) {
            events.addBefore(slice);
            indexed = false;
        }
    }

    /// Makes what was {@linkplain #addBefore added} findable, all of it at once: an index that grew with
    /// it would be made anew again and again.
    void index() {
        if (!indexed) {
            index.rebuild();
            indexed = true;
            dropOld(events.lastChunk().appendedLast(), Integer.MAX_VALUE);
        }
    }

    int size() {
        return events.size();
    }

    /// Events that happened at or before this instant may be repeats of what was dropped for want of room; null
    /// while nothing was. Never later than the receipt of what was dropped, unless very many clocks are wrong.
    @Nullable
    Instant floor() {
        return floor;
    }

    /// When the log took the earliest event kept; null when there is none.
    @Nullable
    Instant earliest() {
        return events.isEmpty() ? null : events.firstChunk().appendedFirst();
    }

    /// Drops the earliest events for want of room, no more than a chunk of them. They show in the floor, all at once:
    /// it
    /// would rise again and again with a chunk that is still filled.
    ///
    /// @return how many
    int shorten() {
        if (events.isEmpty()) {
            return 0;
        }
        var chunk = events.firstChunk();
        raiseFloor(chunk.appendedLast());
        var size = events.size();
        do {
            keepIfAhead(chunk, position(events.first()));
            dropFirst();
        } while (!events.isEmpty() && events.firstChunk() == chunk);
        return size - events.size();
    }

    private void keepIfAhead(SeenChunk chunk, int position) {
        if (chunk.clockAhead(position)) {
            ahead.add(chunk.id(position), chunk.seen(position), chunk.appendedLast())
                    .ifPresent(this::raiseFloor);
        }
    }

    /// Drops up to so many events that cannot be repeated at an instant of the log, or later. Never of a clock: what is
    /// still to be read of the log may be older than any.
    private void dropOld(Instant now, int max) {
        var before = now.minus(length);
        ahead.dropBefore(before);
        var dropped = 0;
        while (dropped < max
                && !events.isEmpty()
                && events.firstChunk().appendedLast().isBefore(before)) {
            dropFirst();
            dropped++;
        }
    }

    private void raiseFloor(Instant until) {
        if (floor == null || floor.isBefore(until)) {
            floor = until;
            ahead.dropBefore(until);
        }
    }

    /// Bytes taken, without object headers.
    long bytes() {
        return events.bytes() + index.bytes() + ahead.bytes();
    }

    private void dropFirst() {
        index.remove(events.first());
        events.removeFirst();
    }

    /// What an event that was decided before came to.
    ///
    /// @param code why it was refused; null when it was accepted
    record Seen(long payloadHash, @Nullable ScoreCode code) {}
}
