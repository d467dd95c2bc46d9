package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.HostileClient.ALLOCATOR;
import static dev.warfront.kernel.rsocket.HostileClient.frame;
import static dev.warfront.kernel.rsocket.HostileClient.request;
import static dev.warfront.kernel.rsocket.HostileClient.setup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.RequestResponseFrameCodec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Frames and SETUPs that no good client would send: each is answered with a code.
class HostileFramesTest extends ImpatientServer {
    private static final int TWENTY_FOUR_DAYS = Integer.MAX_VALUE;
    private static final int RESPOND = 0x80;

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
}
