package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.HostileClient.ALLOCATOR;
import static dev.warfront.kernel.rsocket.HostileClient.frame;
import static dev.warfront.kernel.rsocket.HostileClient.metadata;
import static dev.warfront.kernel.rsocket.HostileClient.request;
import static dev.warfront.kernel.rsocket.HostileClient.setup;
import static dev.warfront.kernel.rsocket.StreamFixture.LIMITS;
import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamsOverSockets.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.FrameHeaderCodec;
import io.rsocket.frame.FrameType;
import io.rsocket.frame.KeepAliveFrameCodec;
import io.rsocket.frame.PayloadFrameCodec;
import io.rsocket.frame.RequestResponseFrameCodec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A client that leaves unfinished what it begins, asks too much, or does not read: it holds little, and ends with a
/// code.
class HostileClientTest extends ImpatientServer {

    @Test
    void givenMorePayloadsBegunThanAllowed_theConnectionEnds() {
        try (var client = hostile().send(setup())) {
            IntStream.rangeClosed(0, LIMITS.unfinishedMax())
                    .forEach(i -> client.send(request(1 + 2 * i, true, "a", 9)));
            assertThat(client.awaitClosed()).isEqualTo("TOO_MUCH_UNFINISHED");
        }
    }

    @Test
    void givenALongerPayloadThanAllowed_theConnectionEnds() {
        try (var client = hostile().send(setup(), request(1, true, "a", 9_000))) {
            client.send(fragment(1, 9_000));
            assertThat(client.awaitClosed()).isEqualTo("PAYLOAD_TOO_LONG");
        }
    }

    private static ByteBuf fragment(int stream, int bytes) {
        return PayloadFrameCodec.encode(
                ALLOCATOR, stream, true, false, true, null, Unpooled.wrappedBuffer(new byte[bytes]));
    }

    @Test
    void givenAPayloadThatIsNotWholeInTime_theConnectionEnds() {
        try (var client = hostile().send(setup(), request(1, true, "a", 9))) {
            assertThat(client.awaitClosed()).isEqualTo("TOO_SLOW");
        }
    }

    Stream<TestClient.Way> transports() {
        return Stream.of(fixture.tcp(""), fixture.webSocket(""));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void givenAFrameThatIsNotWholeInTime_theConnectionEnds(TestClient.Way way) {
        try (var client = HostileClient.connect(way).send(padded(setup()))) {
            client.sendRaw(client.begin(1_000).writeInt(1));
            assertThat(client.awaitClosed()).isEqualTo("TOO_SLOW");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void givenHalfASetup_theConnectionEnds(TestClient.Way way) {
        try (var client = HostileClient.connect(way)) {
            client.sendRaw(client.begin(1_000).writeInt(0));
            assertThat(client.awaitClosed()).isEqualTo("TOO_SLOW");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void givenFramesInPieces_theyAreTaken(TestClient.Way way) {
        try (var client = HostileClient.connect(way).send(padded(setup()))) {
            for (var stream : List.of(1, 3)) {
                var request = request(stream, false, "no.such.route", 300);
                var whole = client.begin(request.readableBytes()).writeBytes(request);
                while (whole.isReadable()) {
                    client.sendRaw(whole.readSlice(Math.min(2, whole.readableBytes())));
                }
                assertThat(client.readError(stream)).isEqualTo("NOT_FOUND");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void givenAFrameThatIsTooLong_theConnectionEnds(TestClient.Way way) {
        try (var client = HostileClient.connect(way).send(padded(setup()))) {
            client.send(request(1, false, "a", LIMITS.anonymousFrameMax()));
            assertThat(client.awaitClosed()).isEqualTo("FRAME_TOO_LONG");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void givenAFrameOfAnUnknownType_theConnectionEndsAndIsCounted(TestClient.Way way) {
        var before = fixture.count("war.stream.connections.ended", "code", "INVALID_FRAME");
        try (var client = HostileClient.connect(way).send(padded(setup()), frame(0, 0x2A, 0, new byte[200]))) {
            assertThat(client.awaitClosed()).isEqualTo("INVALID_FRAME");
        }
        assertThat(fixture.count("war.stream.connections.ended", "code", "INVALID_FRAME"))
                .isGreaterThan(before);
    }

    /// Long enough for the one form of a WebSocket's message that the client writes.
    private static ByteBuf padded(ByteBuf setup) {
        return setup.writeBytes(new byte[200]);
    }

    @Test
    void givenAPayloadInFragments_itIsPutTogether_metadataToo() {
        try (var client = hostile().send(setup())) {
            var metadata = metadata("no.such.route");
            var half = metadata.readableBytes() / 2;
            client.send(
                    RequestResponseFrameCodec.encode(
                            ALLOCATOR, 1, true, metadata.readRetainedSlice(half), Unpooled.EMPTY_BUFFER),
                    PayloadFrameCodec.encode(ALLOCATOR, 1, true, false, true, metadata, Unpooled.EMPTY_BUFFER),
                    PayloadFrameCodec.encode(
                            ALLOCATOR, 1, false, false, true, null, Unpooled.wrappedBuffer(new byte[9])));
            assertThat(client.readError(1)).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void givenAPayloadThatIsCancelledBeforeItIsWhole_itIsForgotten() {
        try (var client = hostile().send(setup())) {
            for (var i = 0; i < 3 * LIMITS.unfinishedMax(); i++) {
                client.send(request(1 + 2 * i, true, "a", 9), frame(1 + 2 * i, FrameHead.CANCEL, 0));
            }
            client.send(request(999, false, "no.such.route", 9));
            assertThat(client.readError(999)).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void givenMoreRequestsUnderWayThanAllowed_theNextIsRefused_untilOneIsCancelled() {
        try (var client = hostile().send(setup())) {
            for (var i = 0; i <= LIMITS.requestsMax(); i++) {
                client.send(request(1 + 2 * i, false, "slow", 9));
            }
            assertThat(client.readError(1 + 2 * LIMITS.requestsMax())).isEqualTo("RETRY_AFTER");
            client.send(frame(1, FrameHead.CANCEL, 0), request(999, false, "no.such.route", 9));
            assertThat(client.readError(999)).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void givenLargeRequestsUnderWay_theyAreRefusedBeyondTheBytesOfAConnection() {
        try (var client = hostile().send(setup())) {
            var fitting = (int) (LIMITS.heldAnonymousMax() / 15_500);
            for (var i = 0; i <= fitting; i++) {
                client.send(request(1 + 2 * i, false, "slow", 15_500));
            }
            assertThat(client.readError(1 + 2 * fitting)).isEqualTo("RETRY_AFTER");
            assertThat(fixture.held().total()).isPositive();
        }
        eventually(() -> fixture.held().total() == 0);
    }

    @Test
    void givenRequestsThatComeTooFast_theyAreRefused_othersOfTheConnectionAreNot() {
        try (var client = hostile().send(setup())) {
            for (var i = 0; i < LIMITS.requestsBurst() + 100; i++) {
                client.send(request(1 + 2 * i, false, "no.such.route", 9));
            }
            assertThat(client.readError(1)).isEqualTo("NOT_FOUND");
            for (var said = ""; !said.equals("RETRY_AFTER"); ) {
                said = ErrorFrameCodec.dataUtf8(client.readError());
            }
            var keepAlive = KeepAliveFrameCodec.encode(ALLOCATOR, true, 0, Unpooled.wrappedBuffer(new byte[77]));
            client.send(keepAlive);
            while (client.read().readableBytes() != keepAlive.readableBytes()) {
                // the answers to what was sent before
            }
        }
    }

    @Test
    void givenWhoGoesOnRegardless_theConnectionEnds() {
        var before = fixture.count("war.stream.connections.ended", "code", "TOO_FAST");
        var requests = Unpooled.buffer();
        try (var client = hostile().send(setup())) {
            for (var i = 0; i < 5 * LIMITS.requestsBurst(); i++) {
                var request = request(1 + 2 * i, false, "no.such.route", 9);
                requests.writeBytes(client.begin(request.readableBytes())).writeBytes(request);
            }
            client.sendRaw(requests);
            eventually(() -> fixture.count("war.stream.connections.ended", "code", "TOO_FAST") > before);
        }
    }

    /// As long as nothing is read the server takes no more, then its client gets every answer.
    @Test
    void givenAnswersThatAreNotRead_noMoreRequestsAreRead() throws InterruptedException {
        var keepAlives = 20_000;
        var keepAlive = KeepAliveFrameCodec.encode(ALLOCATOR, true, 0, Unpooled.wrappedBuffer(new byte[1_000]));
        try (var patient = StreamFixture.with((_, _) -> List.of());
                var client = HostileClient.connect(patient).send(setup())) {
            var sender = Thread.ofVirtual().start(() -> {
                for (var i = 0; i < keepAlives; i++) {
                    client.send(keepAlive);
                }
            });
            for (var answered = 0; answered < keepAlives; ) {
                var answer = client.read();
                if (FrameHeaderCodec.frameType(answer) == FrameType.KEEPALIVE && answer.readableBytes() > 1_000) {
                    answered++;
                }
                assertThat(patient.held().total()).isLessThan(LIMITS.heldAnonymousMax());
            }
            sender.join(PATIENCE);
        }
    }
}
