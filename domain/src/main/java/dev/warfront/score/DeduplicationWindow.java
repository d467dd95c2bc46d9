package dev.warfront.score;

import static dev.warfront.score.SeenChunks.position;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events of one log partition that may still be repeated, by id. At most 32 bytes an event: id and payload
/// hash in chunks of plain arrays in the order of the log, a byte for the first result, and an open-addressed
/// index of ints that is never filled below 0.58 nor above 0.75 once it has grown. What an event's number leaves of an
/// int is filled from its id, so that a look-up seldom touches an event that is another. What is no longer needed goes
/// chunk by chunk; of what goes for want of room, events whose sender's clock was ahead are kept apart, since
/// only they could come again as events of later. Not thread-safe.
final class DeduplicationWindow {
    private static final double LOAD_MAX = 0.75;
    private static final double GROWTH = 1.2;
    private static final double LOAD_MIN = 0.58;
    private static final double LOAD_SHRUNK = 0.7;
    private static final int SLOTS_MIN = 1_024;

    /// How long after its receipt an event may be repeated.
    private final Duration length;
    private final SeenChunks events = new SeenChunks();
    /// Marks of events; 0 is an empty slot. The lower bits are the event's number modulo {@link #numbers}, plus 1:
    /// events kept are fewer, so it is unique. The bits above are some of its id's.
    private int[] index = new int[SLOTS_MIN];
    private boolean indexed = true;
    /// One less than a power of two, and no less than the slots.
    private int numbers = numbers(SLOTS_MIN);
    private final ClocksAhead ahead;
    private @Nullable Instant floor;

    /// A window without events.
    ///
    DeduplicationWindow(ScoreWindow rules) {
        length = rules.horizon().plus(rules.skew());
        ahead = new ClocksAhead(rules.skew());
    }

    /// What is known of the id; null when nothing is.
    @Nullable
    Seen find(UUID id) {
        var mixed = mixed(id.getMostSignificantBits(), id.getLeastSignificantBits());
        for (var slot = home(mixed); index[slot] != 0; slot = after(slot)) {
            if (((index[slot] ^ (int) mixed) & ~numbers) == 0) {
                var number = numberAt(slot);
                if (events.chunk(number).holds(position(number), id)) {
                    return events.chunk(number).seen(position(number));
                }
            }
        }
        return ahead.find(id);
    }

    /// Keeps an event whose id is not there yet, and drops what cannot be repeated any more.
    void add(SeenEvent event) {
        dropBefore(event.appendedAt().minus(length));
        ahead.dropBefore(event.appendedAt().minus(length));
        if (size() + 1 > index.length * LOAD_MAX) {
            indexAnew((int) (index.length * GROWTH) + 1);
        }
        enter(events.add(event));
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
            indexAnew(slots(size()));
            indexed = true;
            dropBefore(events.lastChunk().appendedLast().minus(length));
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

    /// Drops the earliest events for want of room. They show in the floor.
    void shorten() {
        if (events.isEmpty()) {
            return;
        }
        var dropped = events.firstChunk();
        raiseFloor(dropped.appendedLast());
        for (var number = events.first(); number < events.firstChunkEnd(); number++) {
            var position = position(number);
            if (dropped.clockAhead(position)) {
                ahead.add(dropped.id(position), dropped.seen(position), dropped.appendedLast())
                        .ifPresent(this::raiseFloor);
            }
        }
        dropFirst();
    }

    private void raiseFloor(Instant until) {
        floor = floor == null || floor.isBefore(until) ? until : floor;
        ahead.dropBefore(floor);
    }

    /// Bytes taken, without object headers.
    long bytes() {
        return events.bytes() + 4L * index.length + ahead.bytes();
    }

    private void dropBefore(Instant instant) {
        while (!events.isEmpty() && events.firstChunk().appendedLast().isBefore(instant)) {
            dropFirst();
        }
    }

    private void dropFirst() {
        var end = events.firstChunkEnd();
        for (var number = events.first(); number < end; number++) {
            remove(number);
        }
        events.removeFirstChunk();
        if (index.length > SLOTS_MIN && size() < index.length * LOAD_MIN) {
            indexAnew(slots(size()));
        }
    }

    private static int slots(int size) {
        return Math.max(SLOTS_MIN, (int) (size / LOAD_SHRUNK) + 1);
    }

    private void enter(long number) {
        var mixed = mixed(number);
        var slot = home(mixed);
        while (index[slot] != 0) {
            slot = after(slot);
        }
        index[slot] = mark(number, mixed);
    }

    /// Deletion by moving back what probed past the slot (Knuth, TAOCP 3, 6.4, algorithm R): no tombstones.
    private void remove(long number) {
        var mixed = mixed(number);
        var slot = home(mixed);
        while (index[slot] != mark(number, mixed)) {
            slot = after(slot);
        }
        var hole = slot;
        for (slot = after(slot); index[slot] != 0; slot = after(slot)) {
            var moved = numberAt(slot);
            var wanted = home(mixed(moved));
            if (mayMove(slot, wanted, hole)) {
                index[hole] = index[slot];
                hole = slot;
            }
        }
        index[hole] = 0;
    }

    /// Whether what stands in the slot and belongs home to `wanted` may move back into the hole.
    private static boolean mayMove(int slot, int wanted, int hole) {
        return hole <= slot ? (wanted <= hole || wanted > slot) : (wanted <= hole && wanted > slot);
    }

    private void indexAnew(int slots) {
        index = new int[slots];
        numbers = numbers(slots);
        for (var number = events.first(); number < events.next(); number++) {
            enter(number);
        }
    }

    private long mixed(long number) {
        var chunk = events.chunk(number);
        return mixed(chunk.idMost(position(number)), chunk.idLeast(position(number)));
    }

    /// The upper half says where an id is at home, the lower one is for its mark.
    private static long mixed(long idMost, long idLeast) {
        var z = (idMost ^ Long.rotateLeft(idLeast, 32)) * 0xbf58_476d_1ce4_e5b9L;
        return (z ^ (z >>> 29)) * 0x94d0_49bb_1331_11ebL;
    }

    private int home(long mixed) {
        return (int) (((mixed >>> 33) * index.length) >>> 31);
    }

    private int after(int slot) {
        return slot + 1 == index.length ? 0 : slot + 1;
    }

    private long numberAt(int slot) {
        var ahead = (index[slot] & numbers) - 1 - (int) (events.first() % numbers);
        return events.first() + (ahead < 0 ? ahead + numbers : ahead);
    }

    private int mark(long number, long mixed) {
        return ((int) mixed & ~numbers) | (int) (number % numbers + 1);
    }

    private static int numbers(int slots) {
        return -1 >>> Math.max(1, Integer.numberOfLeadingZeros(slots));
    }

    /// What an event that was decided before came to.
    ///
    /// @param code why it was refused; null when it was accepted
    record Seen(long payloadHash, @Nullable ScoreCode code) {}
}
