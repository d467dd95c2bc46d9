package dev.warfront.bench.wire;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pauses between attempts, from 50 ms doubling to 1 s with jitter, until the patience is used up. For
/// threads that may wait.
public final class Backoff {
    private static final long FIRST_MS = 50;
    private static final long MOST_MS = 1_000;

    private final long deadline;
    private long next = FIRST_MS;

    public Backoff(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    /// Waits and answers true, or answers false at once when the time is up or the thread is to stop.
    public boolean pause() {
        if (System.nanoTime() - deadline > 0) {
            return false;
        }
        try {
            Thread.sleep(next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1));
            next = Math.min(2 * next, MOST_MS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
