package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.exceptions.ApplicationErrorException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

/// Where a client goes on after a gap, a new numbering or the end.
@Execution(ExecutionMode.CONCURRENT)
class ResumedStreamsTest extends StreamsOverSockets {
    @Test
    void givenTheBufferedDeltas_aResumedClientGetsExactlyWhatItMissed() {
        var script = scripted.script("state.resume").begin(10);
        try (var client = fixture.client();
                var other = fixture.client()) {
            StepVerifier.create(other.stream("state.resume"))
                    .expectNextCount(1)
                    .then(() -> IntStream.range(0, 5).forEach(i -> script.set("a", i)))
                    .thenConsumeWhile(frame -> seq(frame) < 15)
                    .thenCancel()
                    .verify(PATIENCE);

            StepVerifier.create(client.resume("state.resume", 0, 12))
                    .assertNext(frame -> assertDelta(frame, 12, 13))
                    .assertNext(frame -> assertDelta(frame, 13, 14))
                    .assertNext(frame -> assertDelta(frame, 14, 15))
                    .then(() -> script.set("a", 9))
                    .assertNext(frame -> assertDelta(frame, 15, 16))
                    .thenCancel()
                    .verify(PATIENCE);
            StepVerifier.create(client.resume("state.resume", 0, 16))
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("HEARTBEAT"))
                    .then(() -> script.set("a", 10))
                    .assertNext(frame -> assertDelta(frame, 16, 17))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("lostPositions")
    void givenAPositionThatIsNotBuffered_resetComesAndThenASnapshot(long[] position) {
        var name = "state.lost-" + position[0] + "-" + position[1];
        var script = scripted.script(name).begin(10);
        var resets = fixture.count("war.stream.resets");
        try (var client = fixture.client()) {
            StepVerifier.create(client.resume(name, position[0], position[1]))
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("RESET");
                        assertThat(frame.at("/data/last_seq").asLong()).isEqualTo(10);
                    })
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("SNAPSHOT"))
                    .then(() -> script.set("a", 1))
                    .assertNext(frame -> assertDelta(frame, 10, 11))
                    .thenCancel()
                    .verify(PATIENCE);
        }
        assertThat(fixture.count("war.stream.resets")).isEqualTo(resets + 1);
    }

    static Stream<long[]> lostPositions() {
        return Stream.of(new long[] {0, 9}, new long[] {1, 10}, new long[] {0, 11});
    }

    @Test
    void givenNumberingAnew_aLiveClientIsReset() {
        var script = scripted.script("state.epoch").begin(10);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("state.epoch"))
                    .expectNextCount(1)
                    .then(script::numberAnew)
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("RESET"))
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("SNAPSHOT");
                        assertThat(frame.get("epoch").asLong()).isEqualTo(1);
                    })
                    .then(() -> script.set("a", 1))
                    .assertNext(frame -> assertDelta(frame, 0, 1))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAnEventStream_nothingIsDroppedUntilTheBoundAndThenItIsResetWithTheCursor() {
        var script = scripted.script("events.lag").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("events.lag"), 1)
                    .expectNextCount(1)
                    .then(() -> IntStream.range(0, 256).forEach(i -> script.set("a", i)))
                    .thenRequest(256)
                    .expectNextCount(256)
                    .then(() -> IntStream.range(0, 300).forEach(i -> script.set("a", i)))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(ApplicationErrorException.class)
                            .hasMessage("RESET"))
                    .verify(PATIENCE);

            StepVerifier.create(client.resume("events.lag", 0, 257))
                    .expectNextCount(300)
                    .then(() -> script.set("a", 1))
                    .assertNext(frame -> assertDelta(frame, 557, 558))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenTheEnd_itFollowsTheLastFrameAndNewcomersGetSnapshotAndEnd() {
        var script = scripted.script("events.over").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("events.over").map(StreamsOverSockets::kind))
                    .expectNext("SNAPSHOT")
                    .then(() -> script.set("a", 1))
                    .then(script::over)
                    .expectNext("DELTA", "DELTA", "END")
                    .expectComplete()
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("events.over"))
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("SNAPSHOT"))
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("END");
                        assertThat(frame.at("/data/code").asString()).isEqualTo("COMPLETED");
                        assertThat(frame.get("seq").asLong()).isEqualTo(3);
                    })
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }
}
