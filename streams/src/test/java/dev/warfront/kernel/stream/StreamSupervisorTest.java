package dev.warfront.kernel.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.BackgroundWork;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.stream.StreamStatus.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

@Isolated
class StreamSupervisorTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private final List<String> seen = new CopyOnWriteArrayList<>();

    private VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @BeforeEach
    void stopTheTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void letTheTimeGo() {
        VirtualTimeScheduler.reset();
    }

    /// A stream for tests.
    private record Stream(String name, int phase, Flux<Void> run, Mono<Void> finish) implements SupervisedStream {}

    private Stream noting(String name, int phase) {
        Flux<Void> run = Flux.<Void>never()
                .doOnSubscribe(_ -> seen.add("run " + name))
                .doOnCancel(() -> seen.add("cancel " + name));
        return new Stream(name, phase, run, Mono.fromRunnable(() -> seen.add("finish " + name)));
    }

    private StreamSupervisor supervisor(SupervisedStream... streams) {
        return new StreamSupervisor(List.of(streams), metrics);
    }

    @Test
    void givenAStream_itRunsAsWorkOfTheProgram() {
        var marked = new AtomicBoolean();
        Flux<Void> run = Flux.deferContextual(context -> {
            marked.set(BackgroundWork.is(context));
            return Flux.never();
        });

        supervisor(new Stream("own", 0, run, Mono.empty())).start();
        time.advanceTime();

        assertThat(marked).isTrue();
    }

    @Test
    void givenPhases_streamsStartRisingAndStopFalling() {
        var supervisor = supervisor(noting("push", 400), noting("clock", 0), noting("relay", 100));

        supervisor.start();
        time.advanceTime();
        supervisor.stop();
        time.advanceTime();

        assertThat(seen)
                .containsExactly(
                        "run clock",
                        "run relay",
                        "run push",
                        "finish push",
                        "cancel push",
                        "finish relay",
                        "cancel relay",
                        "finish clock",
                        "cancel clock");
        assertThat(supervisor.isRunning()).isFalse();
        assertThat(supervisor.states()).allMatch(status -> status.state() == State.STOPPED);
    }

    @Test
    void givenAFailingStream_itIsRestartedWithGrowingWaits() {
        var runs = new AtomicInteger();
        var failing = new Stream(
                "failing",
                0,
                Flux.defer(() -> {
                    runs.incrementAndGet();
                    return Flux.error(new IllegalStateException("on purpose"));
                }),
                Mono.empty());
        var supervisor = supervisor(failing);

        supervisor.start();
        time.advanceTimeBy(Duration.ofMillis(1_001));
        assertThat(runs).hasValue(2);
        time.advanceTimeBy(Duration.ofMillis(2_001));
        assertThat(runs).hasValue(3);

        var status = supervisor.states().getFirst();
        assertThat(status.state()).isEqualTo(State.BACKING_OFF);
        assertThat(status.failures()).isEqualTo(3);
        assertThat(status.failure()).contains("on purpose");
        time.advanceTimeBy(Duration.ofMinutes(10));
        assertThat(runs.get()).isBetween(3 + 20, 3 + 30);
        assertThat(metrics.get("war.stream.restarts").counter().count()).isEqualTo(runs.get());
        supervisor.stop();
        time.advanceTimeBy(Duration.ofMinutes(10));
        assertThat(supervisor.states().getFirst().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void givenAStreamThatRanWell_itsFailuresAreForgotten() {
        var failing = new Stream(
                "failing",
                0,
                Mono.delay(Duration.ofMinutes(1)).thenMany(Flux.error(new IllegalStateException("on purpose"))),
                Mono.empty());
        var supervisor = supervisor(failing);

        supervisor.start();
        time.advanceTimeBy(Duration.ofMinutes(10));

        assertThat(supervisor.states().getFirst().failures()).isEqualTo(1);
        assertThat(supervisor.states().getFirst().restarts()).isGreaterThan(5);
        supervisor.stop();
    }

    @Test
    void givenAStreamThatHasSomethingUnderWay_theStopWaitsForIt() {
        var done = Sinks.<Void>empty();
        var supervisor = supervisor(new Stream("slow", 0, Flux.never(), done.asMono()));
        supervisor.start();
        time.advanceTime();

        supervisor.stop(() -> seen.add("stopped"));
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(seen).isEmpty();
        done.tryEmitEmpty();
        time.advanceTime();

        assertThat(seen).containsExactly("stopped");
    }

    @Test
    void givenAStreamThatNeverFinishes_theStopGoesOnWithoutIt() {
        var supervisor = supervisor(new Stream("stuck", 0, Flux.never(), Mono.never()));
        supervisor.start();
        time.advanceTime();

        supervisor.stop(() -> seen.add("stopped"));
        time.advanceTimeBy(StreamSupervisor.FINISH_PATIENCE);

        assertThat(seen).containsExactly("stopped");
    }

    @Test
    void givenAStreamWithNothingMoreToDo_itIsNotStartedAgain() {
        var supervisor = supervisor(new Stream("once", 0, Flux.empty(), Mono.empty()));

        supervisor.start();
        time.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(supervisor.states().getFirst().state()).isEqualTo(State.COMPLETED);
        assertThat(supervisor.states().getFirst().restarts()).isZero();
    }

    @Test
    void givenTwoStreamsOfOneName_theProgramDoesNotStart() {
        assertThatThrownBy(() -> supervisor(noting("same", 0), noting("same", 1)))
                .hasMessageContaining("same");
    }
}
