package dev.warfront.score.postgres;

import reactor.core.publisher.SynchronousSink;

/// Ranges of offsets, from the last backwards, each about as wide as what was read last needs to hold as
/// many events as are wanted. How many a record has is not known before. Asked and told from different
/// threads.
final class OffsetRanges {
    private static final long WIDTH_FIRST = 128;
    private static final int WIDER_MAX = 16;
    private static final long WIDTH_MAX = Long.MAX_VALUE / WIDER_MAX;

    private final long first;
    private final int eventsWanted;
    private long until;
    private long width = WIDTH_FIRST;

    /// @param first no range begins before it
    /// @param until first offset behind all ranges
    OffsetRanges(long first, long until, int eventsWanted) {
        this.first = first;
        this.until = until;
        this.eventsWanted = eventsWanted;
    }

    /// The next one; completes behind the last.
    synchronized void next(SynchronousSink<Range> sink) {
        if (until <= first) {
            sink.complete();
            return;
        }
        var from = until - first <= width ? first : until - width;
        sink.next(new Range(from, until));
        until = from;
    }

    /// There was so much in so many offsets.
    synchronized void held(long offsets, int events) {
        var wanted = (double) offsets * eventsWanted / Math.max(1, events);
        width = Math.clamp((long) Math.min(wanted, (double) offsets * WIDER_MAX), 1, WIDTH_MAX);
    }

    /// @param until first offset that is not in it
    record Range(long from, long until) {
        /// What of it lies before an offset.
        Range before(long offset) {
            return new Range(from, offset);
        }

        /// What of it does not.
        Range from(long offset) {
            return new Range(offset, until);
        }
    }
}
