package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.OffsetRange;
import dev.warfront.score.LogPositions.Position;
import dev.warfront.score.PartitionStop.Reason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a partition goes on.
///
/// @param next offset of the first record that is wanted
/// @param stopped why it cannot go on there; null when it can
record LogPlace(long next, @Nullable StoppedPartition stopped) {
    /// What follows from what is stored and from what the log holds. Nothing was lost of a partition that
    /// nobody has begun: it begins with the oldest record that is there. Of a log that was outrun, what was
    /// dropped is skipped as one record, the last of it.
    ///
    /// @param stored read before the range was, which only grows at its end
    /// @param log the id of the log as it is now
    static LogPlace of(int partition, @Nullable Position stored, UUID log, OffsetRange range) {
        if (stored == null) {
            return new LogPlace(range.first(), null);
        }
        var next = stored.next();
        if (stored.log() != null && !stored.log().equals(log)) {
            return stopped(partition, Reason.LOG_RECREATED, next, "the log was " + stored.log() + ", it is " + log);
        }
        if (next < range.first()) {
            return stopped(partition, Reason.LOG_OUTRUN, range.first() - 1, "the log begins at " + range.first());
        }
        return next > range.end()
                ? stopped(partition, Reason.LOG_TRUNCATED, next, "the log ends at " + range.end())
                : new LogPlace(next, null);
    }

    private static LogPlace stopped(int partition, Reason reason, long before, String detail) {
        return new LogPlace(before, new StoppedPartition(partition, reason, before, detail));
    }
}
