package dev.warfront.kernel.netty;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// For waits that almost never come to their end, as the deadline of each request and statement: a wheel takes and
/// forgets one without a lock or a search. It is up to 40 ms late. Tasks run where those of `Schedulers.parallel()` do.
public final class DeadlineWheel implements Scheduler {
    private static final long TICK_MS = 20;
    private static final int TICKS = 512; // one turn is twice the deadline of an operation
    private static final DeadlineWheel ONLY = new DeadlineWheel(wheel());

    private final Timer wheel;

    DeadlineWheel(Timer wheel) {
        this.wheel = wheel;
    }

    static HashedWheelTimer wheel() {
        return new HashedWheelTimer(
                new DefaultThreadFactory("deadlines", true), TICK_MS, TimeUnit.MILLISECONDS, TICKS, false);
    }

    /// Error: {@link TimeoutException} when the work is not done by then, which is cancelled.
    public static <T> Mono<T> within(Duration limit, Mono<T> work) {
        return within(limit, work, () -> new TimeoutException("not done in " + limit));
    }

    /// Error: what is given when the work is not done by then, which is cancelled. With a failure of its own `timeout`
    /// need not look through all operators above it for a name at each subscription.
    public static <T> Mono<T> within(Duration limit, Mono<T> work, Supplier<? extends Throwable> late) {
        return within(limit, work, late, ONLY);
    }

    static <T> Mono<T> within(Duration limit, Mono<T> work, Supplier<? extends Throwable> late, Scheduler deadlines) {
        return work.timeout(Mono.delay(limit, deadlines), Mono.error(late));
    }

    /// Of all values together. Error: what is given when the work is not done by then, which is cancelled:
    /// `takeUntilOther` does that for a value, not for an error.
    public static <T> Flux<T> within(Duration limit, Flux<T> work, Supplier<? extends Throwable> late) {
        return within(limit, work, late, ONLY);
    }

    static <T> Flux<T> within(Duration limit, Flux<T> work, Supplier<? extends Throwable> late, Scheduler deadlines) {
        return Flux.defer(() -> {
            var over = new AtomicBoolean();
            return work.takeUntilOther(Mono.delay(limit, deadlines).doOnNext(_ -> over.set(true)))
                    .concatWith(Mono.defer(() -> over.get() ? Mono.error(late) : Mono.empty()));
        });
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
