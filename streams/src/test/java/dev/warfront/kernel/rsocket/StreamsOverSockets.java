package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/// A server of streams over real sockets, whose content a test writes, and what is said of its frames.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StreamsOverSockets {
    final StreamFixture fixture;
    final Scripted scripted;

    /// @param controllers of the test's own, beside its scripts
    StreamsOverSockets(Object... controllers) {
        fixture = StreamFixture.with((_, _) -> List.of(controllers));
        scripted = fixture.scripted();
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    final Stream<TestClient.Way> ways() {
        return fixture.ways();
    }

    static String kind(JsonNode frame) {
        return frame.get("kind").asString();
    }

    static long seq(JsonNode frame) {
        return frame.get("seq").asLong();
    }

    static void assertDelta(JsonNode frame, long prevSeq, long seq) {
        assertThat(kind(frame)).isEqualTo("DELTA");
        assertThat(frame.get("prev_seq").asLong()).isEqualTo(prevSeq);
        assertThat(frame.get("seq").asLong()).isEqualTo(seq);
    }

    static void assertCode(Throwable error, Class<? extends Throwable> type, String code) {
        assertThat(error).isInstanceOf(type).hasMessage(code);
    }

    static void eventually(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(10))
                .filter(_ -> condition.getAsBoolean())
                .blockFirst(PATIENCE);
    }
}
