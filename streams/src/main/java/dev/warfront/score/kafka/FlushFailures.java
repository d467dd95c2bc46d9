package dev.warfront.score.kafka;

import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Unavailable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What the failure of a flush means. Of one flush loop; not thread-safe.
final class FlushFailures {
    /// In a row; then each partition is tried by itself.
    private static final int REFUSALS_MAX = 2;
    /// In a row, of what usually passes.
    private static final int FAILURES_MAX = 5;
    private static final int CAUSES_MAX = 10;
    private int failures;

    /// A flush of several was stored.
    void none() {
        failures = 0;
    }

    /// Whether the partitions of a flush that failed are to be tried each by itself.
    boolean separate(Throwable error) {
        failures++;
        var separate = failures >= (passes(error) ? FAILURES_MAX : REFUSALS_MAX);
        if (separate) {
            failures = 0;
        }
        return separate;
    }

    /// Whether the same may be stored later: the database is away or slow, or somebody else was in the way.
    static boolean passes(Throwable error) {
        @Nullable Throwable cause = error;
        for (var depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof Unavailable
                    || cause instanceof DeadlineExceeded
                    || cause instanceof TransactionConflict
                    || cause instanceof TimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
