package dev.warfront.kernel.redis;

import java.time.Duration;

/// Whether Redis is asked: no more for a second when three questions failed one after the other, and then
/// again when the next one does. Those that were under way together met the same trouble and count as one.
/// From any thread.
final class CircuitBreaker {
    private static final int FAILURES_MAX = 3;
    private static final Duration OPEN = Duration.ofSeconds(1);

    private int failures;
    private long failedAt;
    private volatile long openUntil;

    /// One that is closed.
    ///
    /// @param now in nanoseconds
    CircuitBreaker(long now) {
        this.failedAt = now;
        this.openUntil = now;
    }

    boolean isOpen(long now) {
        return openUntil - now > 0;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /// Answers whether it opens for that.
    ///
    /// @param askedAt when the question was asked
    synchronized boolean failed(long askedAt, long now) {
        if (askedAt - failedAt < 0) {
            return false;
        }
        failedAt = now;
        failures++;
        if (failures < FAILURES_MAX) {
            return false;
        }
        openUntil = now + OPEN.toNanos();
        return true;
    }
}
