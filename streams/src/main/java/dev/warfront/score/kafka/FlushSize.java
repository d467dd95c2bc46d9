package dev.warfront.score.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How much goes into a flush, in units of {@link DecodedRecord#weight}: less after one that took too long or
/// failed, more after a full one that was short. Not thread-safe.
final class FlushSize {
    private static final int MIN = 100;
    private static final int START = 2_000;
    private final int bound;
    private final Duration target;
    private int max;

    /// @param bound never more than that
    /// @param target how long a flush shall take
    FlushSize(int bound, Duration target) {
        this.bound = bound;
        this.target = target;
        this.max = Math.min(bound, START);
    }

    int max() {
        return max;
    }

    /// A flush of that weight took so long.
    ///
    /// @param full whether more waited than it took
    void took(long weight, boolean full, Duration time) {
        if (time.compareTo(target) > 0) {
            var fitting = weight * target.toNanos() / time.toNanos();
            max = limited(Math.max(max / 2, Math.min(max, fitting)));
        } else if (full && time.multipliedBy(2).compareTo(target) <= 0) {
            max = limited(2L * max);
        }
    }

    void failed() {
        max = limited(max / 2);
    }

    private int limited(long wanted) {
        return (int) Math.min(bound, Math.max(Math.min(MIN, bound), wanted));
    }

    /// Equal shares of the room for what waits: who needs less than its share leaves the rest to the others.
    ///
    /// @param room to be shared out
    /// @param wanted by each
    /// @return what each gets, in the same order; at least 1 whoever wants something
    static long[] shares(long room, List<Long> wanted) {
        var shares = new long[wanted.size()];
        var order = new Integer[wanted.size()];
        for (var i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparing(wanted::get));
        var left = room;
        for (var i = 0; i < order.length; i++) {
            var equal = Math.max(1, left / (order.length - i));
            var share = Math.min(wanted.get(order[i]), equal);
            shares[order[i]] = share;
            left = Math.max(0, left - share);
        }
        return shares;
    }
}
