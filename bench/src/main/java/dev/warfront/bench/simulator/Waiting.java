package dev.warfront.bench.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Bounded waits of a client that may block.
final class Waiting {
    private static final Duration STEP = Duration.ofMillis(150);

    private Waiting() {}

    /// Asks again and again until the answer is right.
    static <T> T until(Duration patience, String what, Supplier<T> ask, Predicate<T> right) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var answer = ask.get();
            if (right.test(answer)) {
                return answer;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TooSlow("%s took more than %d s; last: %s".formatted(what, patience.toSeconds(), answer));
            }
            pause(STEP);
        }
    }

    /// Until an instant of this machine's clock; at once when it is past.
    static void until(Instant instant) {
        pause(Duration.between(Instant.now(), instant));
    }

    static void pause(Duration length) {
        if (length.isPositive()) {
            try {
                Thread.sleep(length);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stopped);
            }
        }
    }
}
