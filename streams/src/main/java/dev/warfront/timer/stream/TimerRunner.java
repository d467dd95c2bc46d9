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

/// Fires the timers that are due. A few lanes side by side, so that a slow one holds up no other; each looks every
/// second, sleeps until the next timer that it knows of when that comes earlier, and is woken by timers that this node
/// sets. Order inside an owner is kept by the claim.
@Component
public final class TimerRunner implements SupervisedStream {

    private static final int LANES = 4;

    private static final Duration POLL = Duration.ofSeconds(1);

    private static final Duration LOOKAHEAD = Duration.ofSeconds(60);

    /// The shortest nap: when the database's clock is behind this node's view of it.
    private static final Duration NAP = Duration.ofMillis(1);

    /// How far this node's view of the database's clock may be wrong.
    private static final Duration DOUBT = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(TimerRunner.class);

    private final DueTimers timers;

    private final Map<TimerKind, TimerHandler> handlers;

    private final Set<TimerKind> kinds;

    private final Clock clock;

    private final ClockSkew skew;

    private final io.micrometer.core.instrument.Timer lateness;

    private final Signal wake = new Signal();

    private final Finish finish = new Finish(wake);

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
        var lanes = finish.watch(Flux.range(0, LANES).flatMap(_ -> lane(), LANES));
        return lanes.mergeWith(hints().takeUntilOther(finish.ended()));
    }

    @Override
    public Mono<Void> finish() {
        return finish.request();
    }

    /// A timer beyond the next look is found by then.
    private Flux<Void> hints() {
        return timers.scheduled()
                .filter(due -> due.isBefore(clock.instant().plus(POLL)))
                .doOnNext(_ -> wake.ring())
                .thenMany(Flux.empty());
    }

    private Flux<Void> lane() {
        return Mono.defer(this::round).repeat(() -> !finish.requested());
    }

    /// The ring is taken before the look, so that what is set in between is not slept over.
    private Mono<Void> round() {
        var ring = wake.nextRing();
        var began = clock.instant().minus(DOUBT);
        return untilNothingIsDue()
                .then(Mono.defer(() -> untilNext(began)))
                .flatMap(rest -> finish.requested()
                        ? Mono.empty()
                        : Mono.firstWithSignal(ring, Mono.delay(rest).then()));
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
                .doOnNext(this::note)
                .map(_ -> true)
                .onErrorResume(FiringFailed.class, this::survive)
                .defaultIfEmpty(false);
    }

    private Mono<Void> fire(Timer timer, Instant now) {
        var handler = handlers.get(timer.kind());
        return handler == null
                ? Mono.error(() -> new IllegalStateException("nobody handles " + timer))
                : handler.fire(timer, now);
    }

    private void note(Fired fired) {
        lateness.record(fired.lateness().isNegative() ? Duration.ZERO : fired.lateness());
    }

    private Mono<Boolean> survive(FiringFailed failure) {
        log.error("{}; it is tried again later", failure.getMessage(), failure);
        return Mono.just(true);
    }

    /// How long to sleep at most. What is due already and was not claimed is in the hands of somebody else.
    private Mono<Duration> untilNext(Instant began) {
        if (kinds.isEmpty() || !skew.tolerable()) {
            return Mono.just(POLL);
        }
        return timers.nextDue(kinds, began, began.plus(LOOKAHEAD))
                .map(due -> Duration.between(clock.instant(), due))
                .defaultIfEmpty(POLL)
                .map(wait -> wait.compareTo(NAP) < 0 ? NAP : wait)
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
