package dev.warfront.score.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long a flush that is not full waits for what has arrived and is still being decoded: many small flushes cost
/// more than the wait. Never longer than its bound, and not for what does not get ahead. Not thread-safe.
final class FillWait {
    private final long boundNanos;
    private final long stallNanos;
    private final LongSupplier nanoTime;
    private boolean waiting;
    private long since;
    private long decoded;
    private long decodedAt;

    /// @param stall so long without a decoded record, and nothing is waited for until there is one
    FillWait(Duration bound, Duration stall, LongSupplier nanoTime) {
        this.boundNanos = bound.toNanos();
        this.stallNanos = stall.toNanos();
        this.nanoTime = nanoTime;
        this.decodedAt = nanoTime.getAsLong() - stallNanos;
    }

    /// Begins to wait, or says whether it goes on; asked again until the flush is made.
    ///
    /// @param worthIt whether much is being decoded for which the flush has room
    /// @param decodedSoFar records, ever
    boolean startOrContinue(boolean worthIt, long decodedSoFar) {
        var now = nanoTime.getAsLong();
        if (decodedSoFar != decoded) {
            decoded = decodedSoFar;
            decodedAt = now;
        }
        if (!waiting) {
            since = now;
        }
        waiting = worthIt && now - since < boundNanos && now - decodedAt < stallNanos;
        return waiting;
    }
}
