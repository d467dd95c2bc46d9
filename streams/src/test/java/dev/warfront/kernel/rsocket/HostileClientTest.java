package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.HostileClient.ALLOCATOR;
import static dev.warfront.kernel.rsocket.HostileClient.frame;
import static dev.warfront.kernel.rsocket.HostileClient.metadata;
import static dev.warfront.kernel.rsocket.HostileClient.request;
import static dev.warfront.kernel.rsocket.HostileClient.setup;
import static dev.warfront.kernel.rsocket.StreamFixture.LIMITS;
import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamsOverSockets.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warfront.kernel.Allow;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.FrameHeaderCodec;
import io.rsocket.frame.FrameType;
import io.rsocket.frame.KeepAliveFrameCodec;
import io.rsocket.frame.PayloadFrameCodec;
import io.rsocket.frame.RequestResponseFrameCodec;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/// What a client sends that no good one would: it is answered with a code, it holds little, and others are served.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class HostileClientTest {
    private static final int TWENTY_FOUR_DAYS = Integer.MAX_VALUE;
    private static final int RESPOND = 0x80;

    /// One that is impatient.
    private final StreamFixture fixture = new StreamFixture(
            RULES,
            StreamFixture.settings(
                    1_000,
                    new ClientLimits(
                            LIMITS.connectionsPerSource(),
                            0,
                            LIMITS.anonymousFrameMax(),
                            LIMITS.requestsMax(),
                            LIMITS.unfinishedMax(),
                            Duration.ofMillis(500),
                            LIMITS.heldMax(),
                            LIMITS.heldAnonymousMax(),
                            LIMITS.heldNodeMax(),
                            Duration.ofMillis(10),
                            Duration.ofMillis(200),
                            Duration.ofMillis(600))),
            (_, _) -> List.of(new Slow()));

    /// A route that never answers.
    @Controller
    static final class Slow {
        @MessageMapping("slow")
        @Allow(everyone = true)
        Mono<byte[]> never() {
            return Mono.never();
        }
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private HostileClient hostile() {
        return HostileClient.connect(fixture);
    }

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

    @Test
    void givenAFrameThatIsNotWholeInTime_theConnectionEnds() {
        try (var client = hostile().send(setup())) {
            client.sendRaw(Unpooled.buffer().writeMedium(1_000).writeInt(1));
            assertThat(client.awaitClosed()).isEqualTo("TOO_SLOW");
        }
    }

    @Test
    void givenHalfASetup_theConnectionEnds() {
        try (var client = hostile().sendRaw(Unpooled.buffer().writeMedium(100).writeInt(0))) {
            assertThat(client.awaitClosed()).isEqualTo("TOO_SLOW");
        }
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

    static Stream<ByteBuf> invalidFrames() {
        return Stream.of(
                Unpooled.wrappedBuffer(new byte[5]),
                setup(),
                frame(0, 0, 0),
                frame(0, 0x02, 0, new byte[8]),
                frame(0, FrameHead.KEEPALIVE, RESPOND),
                frame(1, FrameHead.KEEPALIVE, RESPOND, new byte[8]),
                frame(0, FrameHead.REQUEST_RESPONSE, 0),
                frame(2, FrameHead.REQUEST_RESPONSE, 0),
                frame(-1, FrameHead.REQUEST_RESPONSE, 0),
                frame(1, FrameHead.REQUEST_RESPONSE, FrameHead.METADATA, (byte) 0, (byte) 0, (byte) 200),
                frame(1, FrameHead.REQUEST_FNF, FrameHead.METADATA),
                frame(1, FrameHead.REQUEST_STREAM, 0, new byte[4]),
                frame(1, FrameHead.REQUEST_STREAM, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF),
                frame(1, FrameHead.REQUEST_CHANNEL, 0, new byte[2]),
                frame(1, FrameHead.REQUEST_N, 0, new byte[4]),
                frame(2, FrameHead.REQUEST_N, 0, new byte[] {0, 0, 0, 1}),
                frame(0, FrameHead.CANCEL, 0),
                frame(1, FrameHead.PAYLOAD, 0, new byte[9]),
                frame(2, FrameHead.PAYLOAD, FrameHead.NEXT, new byte[9]),
                frame(2, FrameHead.ERROR, 0, new byte[9]),
                frame(0, FrameHead.RESUME, 0, new byte[40]),
                frame(0, 0x2A, 0, new byte[9]));
    }

    @ParameterizedTest
    @MethodSource("invalidFrames")
    void givenAFrameThatNoClientMaySend_theConnectionEnds(ByteBuf frame) {
        try (var client = hostile().send(setup(), frame)) {
            assertThat(client.awaitClosed()).isEqualTo("INVALID_FRAME");
        }
    }

    @Test
    void givenFramesThatMeanNothingHere_theyAreLeftOut() {
        try (var client = hostile().send(setup())) {
            client.send(
                    frame(0, FrameHead.METADATA_PUSH, FrameHead.METADATA, new byte[100]),
                    frame(0, 0x2A, FrameHead.IGNORE, new byte[9]),
                    frame(0, 0x3F, FrameHead.IGNORE, new byte[9]),
                    frame(7, FrameHead.REQUEST_N, 0, (byte) 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF),
                    frame(7, FrameHead.CANCEL, 0),
                    frame(7, FrameHead.PAYLOAD, FrameHead.NEXT, new byte[9]),
                    request(1, false, "no.such.route", 9));
            assertThat(client.readError(1)).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void givenAnErrorForTheConnection_itEndsQuietly() {
        try (var client = hostile().send(setup(), ErrorFrameCodec.encode(ALLOCATOR, 0, new RuntimeException("x")))) {
            assertThat(client.awaitClosed()).isEmpty();
        }
    }

    static Stream<Arguments> badSetups() {
        var resumable = Unpooled.wrappedBuffer(new byte[16]);
        var composite = "message/x.rsocket.composite-metadata.v0";
        return Stream.of(
                arguments(request(1, false, "a", 9), "INVALID_SETUP"),
                arguments(frame(0, FrameHead.SETUP, 0, new byte[9]), "INVALID_SETUP"),
                arguments(setup().setInt(6, 0x7_0000), "VERSION_UNSUPPORTED"),
                arguments(setup(20_000, 90_000, resumable, composite), "RESUME_UNSUPPORTED"),
                arguments(frame(0, FrameHead.RESUME, 0, new byte[40]), "RESUME_UNSUPPORTED"),
                arguments(setup().setShort(4, FrameHead.SETUP << 10 | 0x40), "LEASE_UNSUPPORTED"),
                arguments(setup().setByte(18, 120), "INVALID_SETUP"),
                arguments(setup().setByte(18, 200), "INVALID_SETUP"),
                arguments(setup(20_000, 90_000, Unpooled.EMPTY_BUFFER, "text/plain"), "UNSUPPORTED_METADATA_TYPE"),
                arguments(
                        setup().setShort(4, FrameHead.SETUP << 10 | FrameHead.METADATA)
                                .writeMedium(5)
                                .writeInt(-1),
                        "INVALID_SETUP"),
                arguments(
                        setup().setShort(4, FrameHead.SETUP << 10 | FrameHead.METADATA)
                                .writeMedium(4)
                                .writeInt(-1),
                        "INVALID_SETUP"));
    }

    @ParameterizedTest
    @MethodSource("badSetups")
    void givenABadSetup_theConnectionEndsWithACode(ByteBuf setup, String code) {
        try (var client = hostile().send(setup)) {
            assertThat(client.awaitClosed()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @MethodSource("lifetimes")
    void givenASilentConnection_itEndsWhateverLifetimeItAskedFor(int keepAliveMillis, int lifetimeMillis) {
        try (var client = hostile().send(setup(keepAliveMillis, lifetimeMillis))) {
            assertThat(client.awaitClosed()).isEmpty();
        }
    }

    static Stream<Arguments> lifetimes() {
        return Stream.of(
                arguments(0, 0),
                arguments(TWENTY_FOUR_DAYS, TWENTY_FOUR_DAYS),
                arguments(-1, -1),
                arguments(1, TWENTY_FOUR_DAYS));
    }

    @Test
    void givenMetadataThatCannotBeRead_theRequestIsRefused() {
        var routing = new byte[] {(byte) 0xFE, 0, 0, 2, (byte) 200, 'a'};
        try (var client = hostile().send(setup())) {
            client.send(RequestResponseFrameCodec.encode(
                    ALLOCATOR, 1, false, Unpooled.wrappedBuffer(routing), Unpooled.EMPTY_BUFFER));
            assertThat(client.readError(1)).isEqualTo("VALIDATION_FAILED");
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
