package dev.warfront.kernel.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.HashedWheelTimer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/// When a wait ends, by a clock that is held; what it costs, on a wheel that turns.
@Execution(ExecutionMode.CONCURRENT)
class DeadlineWheelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration FEW_TICKS = Duration.ofMillis(60);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int MANY = 10_000;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final HashedWheelTimer timer = DeadlineWheel.wheel();
    private final DeadlineWheel wheel = new DeadlineWheel(timer);
    private final TestPublisher<String> work = TestPublisher.create();

    @AfterEach
    void stop() {
        timer.stop();
    }

    @Test
    void givenWorkThatIsNotDone_atItsEndAndNotBefore_itIsCancelledAndTimedOut() {
        StepVerifier.create(DeadlineWheel.within(LIMIT, work.mono(), DeadlineWheelTest::late, time))
                .then(() -> time.advanceTimeBy(LIMIT.minus(MOMENT)))
                .then(work::assertNotCancelled)
                .then(() -> time.advanceTimeBy(MOMENT))
                .expectErrorMessage("late")
                .verify(PATIENCE);

        work.assertCancelled();
    }

    @Test
    void givenManyValues_theTimeOfAllOfThemCounts() {
        StepVerifier.create(DeadlineWheel.within(LIMIT, work.flux(), DeadlineWheelTest::late, time))
                .then(() -> work.next("first"))
                .expectNext("first")
                .then(() -> time.advanceTimeBy(LIMIT.minus(MOMENT)))
                .then(() -> work.next("second"))
                .expectNext("second")
                .then(work::assertNotCancelled)
                .then(() -> time.advanceTimeBy(MOMENT))
                .expectErrorMessage("late")
                .verify(PATIENCE);

        work.assertCancelled();
    }

    @Test
    void givenManyValuesThatAreThereInTime_theyAreAnswered() {
        StepVerifier.create(DeadlineWheel.within(LIMIT, work.flux(), DeadlineWheelTest::late, time))
                .then(() -> work.emit("first", "second"))
                .then(() -> time.advanceTimeBy(LIMIT))
                .expectNext("first", "second")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenNoFailureOfItsOwn_itTellsTheLimit() {
        DeadlineWheel.within(MOMENT, Mono.never())
                .as(StepVerifier::create)
                .expectErrorSatisfies(late -> assertThat(late)
                        .isExactlyInstanceOf(TimeoutException.class)
                        .hasMessage("not done in PT0.001S"))
                .verify(PATIENCE);
    }

    @Test
    void givenWorkThatIsDoneInTheLastMoment_itsValueIsAnswered() {
        StepVerifier.create(DeadlineWheel.within(LIMIT, work.mono(), DeadlineWheelTest::late, time))
                .then(() -> time.advanceTimeBy(LIMIT.minus(MOMENT)))
                .then(() -> work.emit("done"))
                .then(() -> time.advanceTimeBy(LIMIT))
                .expectNext("done")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenWorkThatFails_itsFailureIsAnswered() {
        StepVerifier.create(DeadlineWheel.within(LIMIT, work.mono(), DeadlineWheelTest::late, time))
                .then(() -> work.error(new IllegalStateException("refused")))
                .expectErrorMessage("refused")
                .verify(PATIENCE);
    }

    @Test
    void givenACallersContext_theWorkSeesIt() {
        var seen = Mono.deferContextual(context -> Mono.just(context.<String>get("correlationId")));

        DeadlineWheel.within(LIMIT, seen)
                .contextWrite(context -> context.put("correlationId", "c-1"))
                .as(StepVerifier::create)
                .expectNext("c-1")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAWheelThatTurns_noWaitEndsEarly_andNobodyIsHeldUpOnItsThread() {
        var began = System.nanoTime();

        var threads = Flux.range(0, MANY)
                .flatMap(
                        _ -> DeadlineWheel.within(FEW_TICKS, Mono.<String>never(), DeadlineWheelTest::late, wheel)
                                .onErrorResume(
                                        TimeoutException.class,
                                        _ -> Mono.fromSupplier(
                                                () -> Thread.currentThread().getName())),
                        MANY)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(FEW_TICKS);
        assertThat(threads).hasSize(MANY).allMatch(name -> name.startsWith("parallel-"));
        awaitEmpty();
    }

    @Test
    void givenWorkThatIsDone_itsPlaceIsFree() {
        var done = Sinks.<String>one();

        StepVerifier.create(Flux.range(0, MANY)
                        .flatMap(_ -> DeadlineWheel.within(NEVER, done.asMono(), DeadlineWheelTest::late, wheel), MANY)
                        .count())
                .then(() -> assertThat(timer.pendingTimeouts()).isEqualTo(MANY))
                .then(() -> done.tryEmitValue("done").orThrow())
                .expectNext((long) MANY)
                .expectComplete()
                .verify(PATIENCE);

        awaitEmpty();
    }

    @Test
    void givenCallersThatGoAway_theWorkIsCancelled_andTheirPlacesAreFree() {
        var waits = IntStream.range(0, MANY)
                .mapToObj(_ -> DeadlineWheel.within(NEVER, work.mono(), DeadlineWheelTest::late, wheel)
                        .subscribe())
                .toList();
        assertThat(timer.pendingTimeouts()).isEqualTo(MANY);

        waits.forEach(Disposable::dispose);

        work.assertNoSubscribers();
        awaitEmpty();
    }

    @Test
    void givenAWaitThatIsCancelled_itsTaskNeverRuns() {
        var ran = new AtomicBoolean();
        wheel.schedule(() -> ran.set(true), MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                .dispose();

        Mono.delay(FEW_TICKS, wheel).block(PATIENCE);

        assertThat(ran).isFalse();
    }

    private static TimeoutException late() {
        return new TimeoutException("late");
    }

    /// A place is given back with the next tick.
    private void awaitEmpty() {
        Mono.fromSupplier(timer::pendingTimeouts)
                .filter(left -> left == 0)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(5)))
                .block(PATIENCE);
    }
}
