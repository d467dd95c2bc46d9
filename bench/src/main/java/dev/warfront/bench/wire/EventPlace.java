package dev.warfront.bench.wire;

import java.util.Comparator;

/// Where the log holds an event, within its partition; in the order in which the program judges.
///
/// @param offset of its record
/// @param index its place among the events of the record, from 0
public record EventPlace(long offset, int index) implements Comparable<EventPlace> {
    private static final Comparator<EventPlace> ORDER =
            Comparator.comparingLong(EventPlace::offset).thenComparingInt(EventPlace::index);

    /// Of a record that holds nothing else.
    public static EventPlace alone(long offset) {
        return new EventPlace(offset, 0);
    }

    @Override
    public int compareTo(EventPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return offset + "/" + index;
    }
}
