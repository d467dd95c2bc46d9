package dev.warfront.score;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the pipeline works; nothing here changes what a fact is worth.
///
/// @param flushEventsMax events in one transaction, at most
/// @param flushWait how long a flush waits for more after its first event
/// @param horizonEventsMax events remembered to find repeats, over all partitions of this node; past that the horizon
/// shortens
/// @param lanes transactions under way at once; each partition belongs to one lane
/// @param memberId a name of this node that is the same after a restart, so that the group does not wait for its
/// former self; null for none. No two nodes may have the same
@Settings("warfront.score")
public record PipelineSettings(
        int flushEventsMax,
        Duration flushWait,
        int horizonEventsMax,
        int lanes,
        @Nullable String memberId) {
    private static final int LANES_MAX = 24;

    public PipelineSettings {
        Ranges.within("flush-events-max", flushEventsMax, 1, 20_000);
        Ranges.within("flush-wait", flushWait, Duration.ZERO, Duration.ofMillis(20));
        Ranges.within("horizon-events-max", horizonEventsMax, 2 * DeduplicationWindow.CHUNK, 1_000_000_000);
        Ranges.within("lanes", lanes, 1, LANES_MAX);
    }
}
