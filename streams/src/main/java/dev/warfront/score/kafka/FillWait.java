package dev.warfront.score.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long a flush that is not full waits for what has arrived and is still being decoded: many small flushes cost
/// more than the wait. Never longer than its bound, whatever decodes slowly. Not thread-safe.
final class FillWait {
    private final long boundNanos;
    private final LongSupplier nanoTime;
    private boolean waiting;
    private long since;

    FillWait(Duration bound, LongSupplier nanoTime) {
        this.boundNanos = bound.toNanos();
        this.nanoTime = nanoTime;
    }

    /// Asked again until the flush is made.
    ///
    /// @param more whether anything is being decoded for which the flush has room
    boolean goesOn(boolean more) {
        var now = nanoTime.getAsLong();
        if (!waiting) {
            since = now;
        }
        waiting = more && now - since < boundNanos;
        return waiting;
    }
}
