package dev.warfront.kernel.rsocket;

import java.util.concurrent.TimeUnit;

/// How fast requests may come: so many at once, and then so many a second. Safe for all threads.
final class RequestPace {
    private final long nanosEach;
    private final long nanosMax;
    private long saved;
    private long at = System.nanoTime();

    /// @param perSecond requests in the long run
    /// @param burst requests at once
    RequestPace(int perSecond, int burst) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanosMax = burst * nanosEach;
        this.saved = nanosMax;
    }

    /// Whether one more may come now.
    boolean spend() {
        return spend(System.nanoTime());
    }

    synchronized boolean spend(long now) {
        rest(now);
        if (saved < nanosEach) {
            return false;
        }
        saved -= nanosEach;
        return true;
    }

    /// Whether a burst may come, as if none had.
    synchronized boolean isRested() {
        rest(System.nanoTime());
        return saved == nanosMax;
    }

    private void rest(long now) {
        saved = Math.min(nanosMax, saved + Math.max(0, now - at));
        at = Math.max(at, now);
    }
}
