package dev.warfront.kernel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Does something once in a while, however often it is asked to: for the log of what somebody outside can cause as
/// often as they like. Safe for all threads.
public final class Occasionally {
    private final long pauseNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong leftOut = new AtomicLong();

    private Occasionally(Duration pause) {
        this.pauseNanos = pause.toNanos();
    }

    /// The first time, and then no more than once in so long.
    public static Occasionally every(Duration pause) {
        return new Occasionally(pause);
    }

    /// Does it, unless it was done a short time ago.
    ///
    /// @param action is told how often it was left out since it was last done
    public void act(LongConsumer action) {
        var due = next.get();
        var now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + pauseNanos)) {
            action.accept(leftOut.getAndSet(0));
        } else {
            leftOut.incrementAndGet();
        }
    }
}
