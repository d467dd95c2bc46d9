package dev.warfront.kernel.stream;

import dev.warfront.kernel.BackgroundWork;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.stream.StreamStatus.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// One stream and its status. Its signals come one after another, the status is read from anywhere.
final class Supervision {

    private static final Duration BACKOFF_MIN = Duration.ofSeconds(1);

    private static final Duration BACKOFF_MAX = Duration.ofSeconds(30);

    /// A stream that ran so long has recovered.
    private static final Duration RECOVERED_AFTER = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Supervision.class);

    private final SupervisedStream stream;

    private final Counter restarts;

    private final Backoff backoff = new Backoff(BACKOFF_MIN, BACKOFF_MAX, RECOVERED_AFTER);

    private final Disposable.Swap subscription = Disposables.swap();

    private volatile StreamStatus status;

    Supervision(SupervisedStream stream, MeterRegistry metrics) {
        this.stream = stream;
        this.status = new StreamStatus(stream.name(), State.WAITING, now(), 0, 0, "");
        this.restarts = Counter.builder("war.stream.restarts")
                .tag("stream", stream.name())
                .description("restarts of a stream after a failure")
                .register(metrics);
        Gauge.builder("war.stream.up", this, it -> it.status.state() == State.RUNNING ? 1 : 0)
                .tag("stream", stream.name())
                .description("1 while the stream runs")
                .register(metrics);
    }

    String name() {
        return stream.name();
    }

    int phase() {
        return stream.phase();
    }

    StreamStatus status() {
        return status;
    }

    /// Runs the stream, as work of the program itself, and restarts it. Never fails. A blocking call at its
    /// subscription is found by BlockHound.
    Mono<Void> supervised() {
        return Flux.defer(stream::run)
                .doOnSubscribe(_ -> become(State.RUNNING))
                .retryWhen(Retry.from(failures -> failures.concatMap(failure -> Mono.delay(failed(failure.failure())))))
                .then()
                .doOnSuccess(_ -> become(State.COMPLETED))
                .contextWrite(BackgroundWork::mark)
                .subscribeOn(Schedulers.parallel());
    }

    void subscribed(Disposable run) {
        subscription.update(run);
    }

    Mono<Void> finish() {
        return stream.finish();
    }

    void stop() {
        subscription.update(Disposables.disposed());
        become(State.STOPPED);
    }

    private void become(State state) {
        var before = status;
        status = new StreamStatus(before.name(), state, now(), before.restarts(), before.failures(), before.failure());
    }

    /// Notes the failure and answers how long to wait.
    private Duration failed(Throwable failure) {
        var before = status;
        var wait = backoff.failed();
        var inARow = backoff.failures();
        status = new StreamStatus(
                before.name(), State.BACKING_OFF, now(), before.restarts() + 1, inARow, failure.toString());
        restarts.increment();
        log.warn("stream {} failed, failure {} in a row; it starts again in {}", name(), inARow, wait, failure);
        return wait;
    }

    /// Of the scheduler, so that virtual time moves it.
    private static Instant now() {
        return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
    }
}
