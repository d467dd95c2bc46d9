package dev.warfront.timer.stream;

import dev.warfront.kernel.ClockSkew;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.stream.Finish;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.timer.DueTimers;
import dev.warfront.timer.DueTimers.Fired;
import dev.warfront.timer.DueTimers.FiringFailed;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Fires the timers that are due. A few loops side by side, so that a slow timer holds up no other; each polls every
/// second, earlier when it knows of an earlier timer, and at once when this node sets one. Order inside an owner is
/// kept by the claim.
@Component
public final class TimerRunner implements SupervisedStream {

    private static final int LOOPS = 4;

    private static final Duration POLL = Duration.ofSeconds(1);

    private static final Duration LOOKAHEAD = Duration.ofSeconds(60);

    /// The shortest wait: when the database's clock is behind this node's view of it.
    private static final Duration WAIT_MIN = Duration.ofMillis(1);

    /// How far this node's view of the database's clock may be wrong.
    private static final Duration CLOCK_ERROR = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(TimerRunner.class);

    private final DueTimers timers;

    private final Map<TimerKind, TimerHandler> handlers;

    private final Set<TimerKind> kinds;

    private final Clock clock;

    private final ClockSkew skew;

    private final io.micrometer.core.instrument.Timer lateness;

    private final Signal scheduled = new Signal();

    private final Finish finish = new Finish(scheduled);

    public TimerRunner(
            DueTimers timers, List<TimerHandler> handlers, Clock clock, ClockSkew skew, MeterRegistry metrics) {
        this.timers = timers;
        this.handlers = byKind(handlers);
        this.kinds = Set.copyOf(this.handlers.keySet());
        this.clock = clock;
        this.skew = skew;
        this.lateness = io.micrometer.core.instrument.Timer.builder("war.timer.lateness")
                .description("how long after its time a timer was claimed")
                .publishPercentileHistogram()
                .register(metrics);
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public int phase() {
        return TIME;
    }

    @Override
    public Flux<Void> run() {
        var loops = finish.track(Flux.range(0, LOOPS).flatMap(_ -> loop(), LOOPS));
        return loops.mergeWith(scheduled().takeUntilOther(finish.ended()));
    }

    @Override
    public Mono<Void> finish() {
        return finish.request();
    }

    /// A timer beyond the next poll is found by then.
    private Flux<Void> scheduled() {
        return timers.scheduled()
                .filter(due -> due.isBefore(clock.instant().plus(POLL)))
                .doOnNext(_ -> scheduled.raise())
                .thenMany(Flux.empty());
    }

    private Flux<Void> loop() {
        return Mono.defer(this::round).repeat(() -> !finish.requested());
    }

    /// The signal is taken before the poll, so that what is set in between is not missed.
    private Mono<Void> round() {
        var earlier = scheduled.next();
        var began = clock.instant().minus(CLOCK_ERROR);
        return untilNothingIsDue()
                .then(Mono.defer(() -> untilNext(began)))
                .flatMap(wait -> finish.requested()
                        ? Mono.empty()
                        : Mono.firstWithSignal(earlier, Mono.delay(wait).then()));
    }

    private Mono<Void> untilNothingIsDue() {
        return Mono.defer(this::fireNext)
                .repeat(() -> !finish.requested())
                .takeUntil(fired -> !fired)
                .then();
    }

    /// Whether there may be more.
    private Mono<Boolean> fireNext() {
        if (kinds.isEmpty() || finish.requested() || !skew.tolerable()) {
            return Mono.just(false);
        }
        return timers.fireNext(kinds, this::fire)
                .doOnNext(this::measure)
                .map(_ -> true)
                .onErrorResume(FiringFailed.class, this::failed)
                .defaultIfEmpty(false);
    }

    private Mono<Void> fire(Timer timer, Instant now) {
        var handler = handlers.get(timer.kind());
        return handler == null
                ? Mono.error(() -> new IllegalStateException("nobody handles " + timer))
                : handler.fire(timer, now);
    }

    private void measure(Fired fired) {
        lateness.record(fired.lateness().isNegative() ? Duration.ZERO : fired.lateness());
    }

    private Mono<Boolean> failed(FiringFailed failure) {
        log.error("{}; it is tried again later", failure.getMessage(), failure);
        return Mono.just(true);
    }

    /// How long to wait at most. What is due already and was not claimed is claimed by somebody else.
    private Mono<Duration> untilNext(Instant began) {
        if (kinds.isEmpty() || !skew.tolerable()) {
            return Mono.just(POLL);
        }
        return timers.nextDue(kinds, began, began.plus(LOOKAHEAD))
                .map(due -> Duration.between(clock.instant(), due))
                .defaultIfEmpty(POLL)
                .map(wait -> wait.compareTo(WAIT_MIN) < 0 ? WAIT_MIN : wait)
                .map(wait -> wait.compareTo(POLL) < 0 ? wait : POLL);
    }

    private static Map<TimerKind, TimerHandler> byKind(List<TimerHandler> handlers) {
        var byKind = new HashMap<TimerKind, TimerHandler>();
        for (var handler : handlers) {
            for (var kind : handler.kinds()) {
                if (byKind.put(kind, handler) != null) {
                    throw new IllegalStateException("two handlers for timers of kind " + kind.name());
                }
            }
        }
        return Map.copyOf(byKind);
    }
}
