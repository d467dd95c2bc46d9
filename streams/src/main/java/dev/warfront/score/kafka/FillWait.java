package dev.warfront.score.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long a flush that is not full waits for what has arrived and is still being decoded: many small flushes cost
/// more than the wait. Never longer than its bound, and not for what does not get ahead. Not thread-safe.
final class FillWait {
    /// Of the time a flush shall take, what it waits at most.
    private static final int PART = 8;
    /// So long without a decoded record, and nothing is waited for until there is one.
    private static final Duration STALL = Duration.ofMillis(10);
    /// Less that is being decoded is no backlog, and nobody waits for it.
    static final long BACKLOG_BYTES = 256 * 1024;

    private final long boundNanos;
    private final LongSupplier nanoTime;
    private boolean waiting;
    private long since;
    private long decoded;
    private long decodedAt;

    /// @param flushTarget how long a flush shall take
    FillWait(Duration flushTarget, LongSupplier nanoTime) {
        this.boundNanos = flushTarget.dividedBy(PART).toNanos();
        this.nanoTime = nanoTime;
        this.decodedAt = nanoTime.getAsLong() - STALL.toNanos();
    }

    /// Begins to wait, or says whether it goes on; asked again until the flush is made.
    ///
    /// @param full whether the flush has room for no more
    /// @param decodingBytes of what has arrived and is not decoded
    /// @param decodedSoFar records, ever
    boolean startOrContinue(boolean full, long decodingBytes, long decodedSoFar) {
        var now = nanoTime.getAsLong();
        if (decodedSoFar != decoded) {
            decoded = decodedSoFar;
            decodedAt = now;
        }
        if (!waiting) {
            since = now;
        }
        waiting = !full
                && decodingBytes >= BACKLOG_BYTES
                && now - since < boundNanos
                && now - decodedAt < STALL.toNanos();
        return waiting;
    }
}
