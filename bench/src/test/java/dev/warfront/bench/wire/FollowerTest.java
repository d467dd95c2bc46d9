package dev.warfront.bench.wire;

import static dev.warfront.bench.wire.Frame.Kind.DELTA;
import static dev.warfront.bench.wire.Frame.Kind.END;
import static dev.warfront.bench.wire.Frame.Kind.SNAPSHOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.DefaultPayload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class FollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    @Test
    void givenALostConnection_itGoesOnWhereItStopped() {
        var server = TestConnections.server(_ -> answering(
                List.of(frame(SNAPSHOT, 7, 0), frame(DELTA, 9, 7)), List.of(frame(DELTA, 12, 9), frame(END, 12, 12))));
        try (var connection = TestConnections.connection(server)) {
            var follower = new Follower(connection, "war.1.score");

            follower.frames()
                    .map(Frame::seq)
                    .as(StepVerifier::create)
                    .expectNext(7L, 9L, 12L, 12L)
                    .expectComplete()
                    .verify(PATIENCE);

            assertThat(requests).containsExactly("", "{\"resume\":{\"epoch\":3,\"last_seq\":9}}");
            assertThat(follower.gaps()).isZero();
            assertThat(follower.breaks()).isEqualTo(1);
        } finally {
            server.dispose();
        }
    }

    @Test
    void givenAMissingFrame_itIsCountedAndTheStreamTakenAnew() {
        var server = TestConnections.server(_ -> answering(
                List.of(frame(SNAPSHOT, 7, 0), frame(DELTA, 9, 8)), List.of(frame(SNAPSHOT, 9, 0), frame(END, 9, 9))));
        try (var connection = TestConnections.connection(server)) {
            var follower = new Follower(connection, "war.1.score");

            follower.frames()
                    .map(Frame::kind)
                    .as(StepVerifier::create)
                    .expectNext(SNAPSHOT, SNAPSHOT, END)
                    .expectComplete()
                    .verify(PATIENCE);

            assertThat(follower.gaps()).isEqualTo(1);
        } finally {
            server.dispose();
        }
    }

    /// Answers the first request and all later ones, each with frames and an error.
    private RSocket answering(List<Payload> first, List<Payload> then) {
        return new RSocket() {
            @Override
            public Flux<Payload> requestStream(Payload request) {
                requests.add(request.getDataUtf8());
                request.release();
                return Flux.fromIterable(requests.size() == 1 ? first : then)
                        .concatWith(Flux.error(new IllegalStateException("hung up")));
            }
        };
    }

    private static Payload frame(Frame.Kind kind, long seq, long prevSeq) {
        var data = kind == END ? Wire.JSON.createObjectNode().put("code", "COMPLETED") : null;
        return DefaultPayload.create(
                Wire.JSON.writeValueAsBytes(new Frame("war.1.score", 3, seq, prevSeq, kind, AT, data)));
    }
}
