package dev.warfront.timer.stream;

import static dev.warfront.kernel.postgres.Rows.required;
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
import java.time.temporal.ChronoUnit;
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
                UUID.randomUUID(),
                kind,
                owner,
                null,
                null,
                Instant.now().plus(in).truncatedTo(ChronoUnit.MILLIS));
    }

    private Mono<Void> schedule(Timer... all) {
        return transactions.inTransaction(
                Flux.fromArray(all).concatMap(timers::schedule).then());
    }

    /// Runs until no timer of the test is left. What has been handled is not enough: it may not
    /// be committed yet.
    private Mono<Void> runUntilAllAreFired(TimerRunner... runners) {
        var allFired = KernelOnPostgres.database()
                .sql("select count(*) as unfired from timers where kind = :kind and fired_at is null")
                .bind("kind", kind.name())
                .map(row -> required(row, "unfired", Long.class))
                .one()
                .filter(unfired -> unfired == 0)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(20)));
        return Flux.fromArray(runners)
                .flatMap(TimerRunner::run)
                .takeUntilOther(allFired)
                .then();
    }

    @Test
    void givenTwoRunners_eachTimerFiresExactlyOnce() {
        var all = IntStream.range(0, 300)
                .mapToObj(number -> due(UUID.randomUUID(), Duration.ofMillis(-number)))
                .toArray(Timer[]::new);

        schedule(all)
                .then(runUntilAllAreFired(runner(true), runner(true)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired).doesNotHaveDuplicates().hasSize(all.length);
    }

    @Test
    void givenMissedTimersOfOneOwner_theyFireInOrderOnSeveralLoopsAndNodes() {
        var owner = UUID.randomUUID();
        var all = IntStream.range(0, 60)
                .mapToObj(number -> due(owner, Duration.ofSeconds(number - 100)))
                .toArray(Timer[]::new);

        schedule(all)
                .then(runUntilAllAreFired(runner(true), runner(true)))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired.stream().map(Timer::id))
                .containsExactlyElementsOf(Arrays.stream(all).map(Timer::id).toList());
    }

    @Test
    void givenATimerSetWhileTheRunnerSleeps_itFiresAtItsTime() {
        var soon = due(UUID.randomUUID(), Duration.ofMillis(300));

        schedule(due(UUID.randomUUID(), Duration.ofSeconds(2)))
                .then(Mono.when(
                        runUntilAllAreFired(runner(true)),
                        Mono.delay(Duration.ofMillis(100)).then(schedule(soon))))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired.peek()).isEqualTo(soon);
        KernelOnPostgres.database()
                .sql("select extract(epoch from fired_at - fire_at)::float8 as late from timers where id = :id")
                .bind("id", soon.id())
                .map(row -> required(row, "late", Double.class))
                .one()
                .as(StepVerifier::create)
                .assertNext(late -> assertThat(late).isBetween(-0.001, 0.7)) // a poll alone would take up to 1 s
                .expectComplete()
                .verify(PATIENCE);
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
