package dev.warfront.packaged;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits with a bound. The only place of these tests that pauses a thread.
final class Await {

    private static final Duration STEP = Duration.ofMillis(100);

    private Await() {}

    /// Asks until the answer is right, and answers it.
    static <T> T until(Duration patience, String what, Supplier<T> ask, Predicate<T> right) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var answer = ask.get();
            if (right.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("%s: not within %s; last: %s".formatted(what, patience, answer));
            }
            pass(STEP);
        }
    }

    /// Asks until there is an answer that holds: a failed ask is asked again.
    static <T> T success(Duration patience, String what, Callable<T> ask) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return ask.call();
            } catch (Exception | AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("%s: not within %s".formatted(what, patience), e);
                }
            }
            pass(STEP);
        }
    }

    /// Lets time pass: the instant of a kill is drawn, not waited for.
    static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
