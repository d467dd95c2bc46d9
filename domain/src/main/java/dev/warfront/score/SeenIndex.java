package dev.warfront.score;

import static dev.warfront.score.SeenChunks.position;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where events are among chunks, by id: open-addressed tables of ints that are never filled above 0.75, nor below 0.58
/// once they have grown. There are 64, by hash, so that none of them takes long to be made anew, however many events
/// there are. What an event's number leaves of an int is filled from its id, so that a look-up seldom touches an event
/// that is another. Not thread-safe.
final class SeenIndex {
    private static final int TABLES_BITS = 6;
    private static final double LOAD_MAX = 0.75;
    private static final double GROWTH = 1.2;
    private static final double LOAD_MIN = 0.58;
    private static final double LOAD_SHRUNK = 0.7;
    private static final int SLOTS_MIN = 16;

    private final SeenChunks events;
    /// One less than a power of two, and more than there are events at any time.
    private final int numbers;
    private final Table[] tables = new Table[1 << TABLES_BITS];

    /// An index without entries.
    ///
    /// @param eventsMax how many there may be at once
    SeenIndex(SeenChunks events, int eventsMax) {
        this.events = events;
        this.numbers = -1 >>> Math.max(1, Integer.numberOfLeadingZeros(Math.max(SLOTS_MIN, eventsMax)));
        clear(0);
    }

    /// Number of the event with the id; null when there is none.
    @Nullable
    Long find(UUID id) {
        var mixed = mixed(id.getMostSignificantBits(), id.getLeastSignificantBits());
        var table = table(mixed);
        for (var slot = table.home(mixed); table.marks[slot] != 0; slot = table.after(slot)) {
            if (((table.marks[slot] ^ (int) mixed) & ~numbers) == 0) {
                var number = number(table.marks[slot]);
                if (events.chunk(number).holds(position(number), id)) {
                    return number;
                }
            }
        }
        return null;
    }

    /// An event whose id is not there yet.
    void add(long number) {
        var mixed = mixed(number);
        var table = table(mixed);
        if (table.size + 1 > table.marks.length * LOAD_MAX) {
            resize(table, (int) (table.marks.length * GROWTH) + 1);
        }
        enter(table, number, mixed);
    }

    /// An event that is there.
    void remove(long number) {
        var mixed = mixed(number);
        var table = table(mixed);
        removeFrom(table, mark(number, mixed), table.home(mixed));
        if (table.marks.length > SLOTS_MIN && table.size < table.marks.length * LOAD_MIN) {
            resize(table, slots(table.size));
        }
    }

    /// All events that there are, and no others.
    void rebuild() {
        clear(events.size() >> TABLES_BITS);
        for (var number = events.first(); number < events.next(); number++) {
            add(number);
        }
    }

    /// Bytes taken, without object headers.
    long bytes() {
        var slots = 0L;
        for (var table : tables) {
            slots += table.marks.length;
        }
        return slots * Integer.BYTES;
    }

    private void clear(int sizeOfEach) {
        for (var i = 0; i < tables.length; i++) {
            tables[i] = new Table(slots(sizeOfEach));
        }
    }

    private static int slots(int size) {
        return Math.max(SLOTS_MIN, (int) (size / LOAD_SHRUNK) + 1);
    }

    private void enter(Table table, long number, long mixed) {
        var slot = table.home(mixed);
        while (table.marks[slot] != 0) {
            slot = table.after(slot);
        }
        table.marks[slot] = mark(number, mixed);
        table.size++;
    }

    /// Deletion by moving back what probed past the slot (Knuth, TAOCP 3, 6.4, algorithm R): no tombstones.
    private void removeFrom(Table table, int mark, int home) {
        var slot = home;
        while (table.marks[slot] != mark) {
            slot = table.after(slot);
        }
        var hole = slot;
        for (slot = table.after(slot); table.marks[slot] != 0; slot = table.after(slot)) {
            var wanted = table.home(mixed(number(table.marks[slot])));
            if (mayMove(slot, wanted, hole)) {
                table.marks[hole] = table.marks[slot];
                hole = slot;
            }
        }
        table.marks[hole] = 0;
        table.size--;
    }

    /// Whether what stands in the slot and belongs home to `wanted` may move back into the hole.
    private static boolean mayMove(int slot, int wanted, int hole) {
        return hole <= slot ? (wanted <= hole || wanted > slot) : (wanted <= hole && wanted > slot);
    }

    private void resize(Table table, int slots) {
        var marks = table.marks;
        table.marks = new int[slots];
        table.size = 0;
        for (var mark : marks) {
            if (mark != 0) {
                var number = number(mark);
                enter(table, number, mixed(number));
            }
        }
    }

    private Table table(long mixed) {
        return tables[(int) (mixed >>> (Long.SIZE - TABLES_BITS))];
    }

    private long mixed(long number) {
        var chunk = events.chunk(number);
        return mixed(chunk.idMost(position(number)), chunk.idLeast(position(number)));
    }

    /// The upper bits say which table, those behind them where an id is at home in it, the lower ones are for its mark.
    private static long mixed(long idMost, long idLeast) {
        var z = (idMost ^ Long.rotateLeft(idLeast, 32)) * 0xbf58_476d_1ce4_e5b9L;
        return (z ^ (z >>> 29)) * 0x94d0_49bb_1331_11ebL;
    }

    private long number(int mark) {
        var ahead = (mark & numbers) - 1 - (int) (events.first() % numbers);
        return events.first() + (ahead < 0 ? ahead + numbers : ahead);
    }

    /// 0 is none. The lower bits are the event's number modulo {@link #numbers}, plus 1: events kept are fewer, so it
    /// is unique. The bits above are some of its id's.
    private int mark(long number, long mixed) {
        return ((int) mixed & ~numbers) | (int) (number % numbers + 1);
    }

    /// Some of the entries; 0 is an empty slot.
    private static final class Table {
        private int[] marks;
        private int size;

        private Table(int slots) {
            marks = new int[slots];
        }

        private int home(long mixed) {
            return (int) ((((mixed << TABLES_BITS) >>> 33) * marks.length) >>> 31);
        }

        private int after(int slot) {
            return slot + 1 == marks.length ? 0 : slot + 1;
        }
    }
}
