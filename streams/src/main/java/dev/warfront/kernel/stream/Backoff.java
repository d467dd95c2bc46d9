package dev.warfront.kernel.stream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// Waits that double from failure to failure up to a bound, a fifth of them at random, and begin anew after a while
/// without one. One for each thing that fails; its failures come one after another.
public final class Backoff {

    private static final int JITTER_PERCENT = 20;

    private static final int DOUBLINGS_MAX = 10;

    private final Duration first;

    private final Duration bound;

    private final Duration recoveredAfter;

    private int failures;

    private long recoveredAt = Long.MIN_VALUE;

    public Backoff(Duration first, Duration bound, Duration recoveredAfter) {
        this.first = first;
        this.bound = bound;
        this.recoveredAfter = recoveredAfter;
    }

    /// Notes a failure and answers how long to wait.
    public synchronized Duration failed() {
        var now = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
        failures = now >= recoveredAt ? 1 : failures + 1;
        var doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        var bounded = doubled.compareTo(bound) < 0 ? doubled : bound;
        var wait = bounded.multipliedBy(100 - ThreadLocalRandom.current().nextInt(JITTER_PERCENT + 1))
                .dividedBy(100);
        recoveredAt = now + wait.plus(recoveredAfter).toMillis();
        return wait;
    }

    /// In a row, the last one included.
    public synchronized int failures() {
        return failures;
    }

    /// Tries again for ever after failures of that kind; others pass.
    public Retry retry(Predicate<Throwable> kind) {
        return Retry.from(signals -> signals.concatMap(
                signal -> kind.test(signal.failure()) ? Mono.delay(failed()) : Mono.error(signal.failure())));
    }
}
