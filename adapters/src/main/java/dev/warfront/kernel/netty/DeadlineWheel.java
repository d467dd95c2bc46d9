package dev.warfront.kernel.netty;

import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// For waits that almost never come to their end, as the deadline of each request and statement: a wheel takes and
/// forgets one without a lock or a search. It is up to 40 ms late. Tasks run where those of `Schedulers.parallel()` do.
public final class DeadlineWheel implements Scheduler {
    private static final long TICK_MS = 20;
    private static final int TICKS = 512; // one turn is twice the deadline of an operation
    private static final DeadlineWheel ONLY = new DeadlineWheel();

    private final HashedWheelTimer wheel = new HashedWheelTimer(
            new DefaultThreadFactory("deadlines", true), TICK_MS, TimeUnit.MILLISECONDS, TICKS, false);

    private DeadlineWheel() {}

    /// The one of this JVM; its thread starts with the first wait.
    public static Scheduler deadlines() {
        return ONLY;
    }

    /// Error: {@link TimeoutException} when the work is not done by then, which is cancelled. What
    /// `Mono.timeout` does, which looks through all operators above it for a name at each subscription.
    public static <T> Mono<T> within(Duration limit, Mono<T> work) {
        return work.takeUntilOther(
                Mono.delay(limit, ONLY).flatMap(_ -> Mono.error(new TimeoutException("not done in " + limit))));
    }

    @Override
    public Disposable schedule(Runnable task) {
        return Schedulers.parallel().schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return wheel.newTimeout(_ -> schedule(task), delay, unit)::cancel;
    }

    @Override
    public Worker createWorker() {
        return Schedulers.parallel().createWorker();
    }
}
