package dev.warfront.score;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the pipeline works; nothing here changes what an event is worth.
///
/// @param flushEventsMax events in one transaction, at most
/// @param flushTarget how long a flush shall take: those that take longer make the next ones smaller
/// @param flushWait how long a flush waits for more after its first event
/// @param retryWaitMax how long flushes that fail wait for each other, at most: the wait doubles from a tenth of
///     a second
/// @param horizonEventsMax events kept to find repeats, over all partitions of this node; past that the
///     acceptance horizon shortens
/// @param flushLoops transactions under way at once; each partition belongs to one loop
/// @param strangerRowsMax rows for review, a minute and partition, of records that nobody known has signed; what comes
///     past that is only counted
/// @param strangerRowsPerDay the same, a day and partition
/// @param serverRowsPerDay rows for review, a day and partition, of records that game servers have signed; what comes
///     past that is kept without its bytes, where a repeat of it is to be found again, else only counted
/// @param memberId a name of this node that is the same after a restart, so that the group does not wait for
///     its former self; null for none. No two nodes may have the same
@Settings("warfront.score")
public record ScoreSettings(
        int flushEventsMax,
        Duration flushTarget,
        Duration flushWait,
        Duration retryWaitMax,
        int horizonEventsMax,
        int flushLoops,
        int strangerRowsMax,
        int strangerRowsPerDay,
        int serverRowsPerDay,
        @Nullable String memberId)
        implements Ranged {
    private static final int LOOPS_MAX = 24;

    public ScoreSettings {
        Ranges.within("flush-events-max", flushEventsMax, 1, Integer.MAX_VALUE);
        Ranges.within("flush-target", flushTarget, Duration.ofMillis(1), Duration.ofSeconds(5));
        Ranges.notNegative("flush-wait", flushWait);
        Ranges.within("retry-wait-max", retryWaitMax, Duration.ofMillis(100), Duration.ofMinutes(1));
        Ranges.within("horizon-events-max", horizonEventsMax, 0, Integer.MAX_VALUE);
        Ranges.within("flush-loops", flushLoops, 1, Integer.MAX_VALUE);
        Ranges.within("stranger-rows-max", strangerRowsMax, 0, Integer.MAX_VALUE);
        Ranges.within("stranger-rows-per-day", strangerRowsPerDay, 0, Integer.MAX_VALUE);
        Ranges.within("server-rows-per-day", serverRowsPerDay, 0, Integer.MAX_VALUE);
    }

    @Override
    public void checkRanges() {
        Ranges.within("flush-events-max", flushEventsMax, 1, 20_000);
        Ranges.within("flush-target", flushTarget, Duration.ofMillis(20), Duration.ofSeconds(2));
        Ranges.within("flush-wait", flushWait, Duration.ZERO, Duration.ofMillis(20));
        Ranges.within("retry-wait-max", retryWaitMax, Duration.ofSeconds(1), Duration.ofSeconds(30));
        Ranges.within("horizon-events-max", horizonEventsMax, 2 * SeenChunk.CAPACITY, 1_000_000_000);
        Ranges.within("flush-loops", flushLoops, 1, LOOPS_MAX);
        Ranges.within("stranger-rows-max", strangerRowsMax, 10, 1_000_000);
        Ranges.within("stranger-rows-per-day", strangerRowsPerDay, 10, 100_000_000);
        Ranges.within("server-rows-per-day", serverRowsPerDay, 10, 100_000_000);
    }

    /// What a partition keeps of what it refuses.
    public ReviewBounds reviewBounds() {
        return new ReviewBounds(strangerRowsMax, strangerRowsPerDay, serverRowsPerDay);
    }
}
