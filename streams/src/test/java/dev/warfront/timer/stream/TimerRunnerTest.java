package dev.warfront.timer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClockSkew;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.postgres.PostgresTimers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TimerRunnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Transactions transactions = KernelOnPostgres.transactions();

    private final PostgresTimers timers =
            new PostgresTimers(KernelOnPostgres.database(), transactions, KernelOnPostgres.DEADLINE);

    private final TimerKind kind =
            new TimerKind("R" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT));

    private final Queue<Timer> fired = new ConcurrentLinkedQueue<>();

    private record Skew(boolean tolerable) implements ClockSkew {
        @Override
        public Optional<Duration> measured() {
            return Optional.of(tolerable ? Duration.ZERO : Duration.ofSeconds(30));
        }
    }

    private record Handler(TimerKind kind, Queue<Timer> fired) implements TimerHandler {
        @Override
        public Set<TimerKind> kinds() {
            return Set.of(kind);
        }

        @Override
        public Mono<Void> fire(Timer timer, Instant now) {
            return Mono.fromRunnable(() -> fired.add(timer));
        }
    }

    private TimerRunner runner(boolean tolerable) {
        return new TimerRunner(
                timers,
                List.of(new Handler(kind, fired)),
                Clock.systemUTC(),
                new Skew(tolerable),
                new SimpleMeterRegistry());
    }

    private Timer due(UUID owner, Duration in) {
        return new Timer(
                UUID.randomUUID(), kind, owner, null, null, Instant.now().plus(in));
    }

    private Mono<Void> schedule(Timer... all) {
        return transactions.inOne(
                Flux.fromArray(all).concatMap(timers::schedule).then());
    }

    /// Runs until so many were fired.
    private Mono<Void> runUntil(int count, TimerRunner... runners) {
        var enough = Flux.interval(Duration.ofMillis(5)).filter(_ -> fired.size() >= count);
        return Flux.fromArray(runners)
                .flatMap(TimerRunner::run)
                .takeUntilOther(enough)
                .then();
    }

    @Test
    void givenTwoRunners_eachTimerFiresExactlyOnce() {
        var all = IntStream.range(0, 300)
                .mapToObj(number -> due(UUID.randomUUID(), Duration.ofMillis(-number)))
                .toArray(Timer[]::new);

        schedule(all)
                .then(runUntil(all.length, runner(true), runner(true)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired).doesNotHaveDuplicates().hasSize(all.length);
    }

    @Test
    void givenMissedTimersOfOneOwner_theyFireInOrderOnSeveralLanesAndNodes() {
        var owner = UUID.randomUUID();
        var all = IntStream.range(0, 60)
                .mapToObj(number -> due(owner, Duration.ofSeconds(number - 100)))
                .toArray(Timer[]::new);

        schedule(all)
                .then(runUntil(all.length, runner(true), runner(true)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired.stream().map(Timer::id))
                .containsExactlyElementsOf(Arrays.stream(all).map(Timer::id).toList());
    }

    @Test
    void givenATimerSetWhileTheRunnerSleeps_itFiresAtItsTime() {
        var soon = due(UUID.randomUUID(), Duration.ofMillis(300));

        runUntil(1, runner(true))
                .mergeWith(Mono.delay(Duration.ofMillis(100)).then(schedule(soon)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(Instant.now()).isAfterOrEqualTo(soon.fireAt());
    }

    @Test
    void givenAClockTooFarFromTheDatabases_nothingIsClaimed() {
        schedule(due(UUID.randomUUID(), Duration.ofSeconds(-1)))
                .thenMany(runner(false).run())
                .takeUntilOther(Mono.delay(Duration.ofSeconds(2)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired).isEmpty();
    }

    @Test
    void givenARequestToFinish_theRunnerEndsByItself() {
        var runner = runner(true);

        runner.run()
                .mergeWith(Mono.delay(Duration.ofMillis(200)).then(runner.finish()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }
}
