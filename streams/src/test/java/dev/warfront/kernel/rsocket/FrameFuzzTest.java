package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.testing.Fuzzing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rsocket.exceptions.InvalidException;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.FrameHeaderCodec;
import io.rsocket.frame.KeepAliveFrameCodec;
import io.rsocket.frame.RequestChannelFrameCodec;
import io.rsocket.frame.RequestNFrameCodec;
import io.rsocket.frame.RequestStreamFrameCodec;
import io.rsocket.frame.SetupFrameCodec;
import io.rsocket.frame.decoder.PayloadDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever comes over TCP, a good conversation or nearly one: what passes the guard is understood by the engine behind
/// it, and all else ends the connection with a code.
class FrameFuzzTest {
    private static final Path KEPT = Path.of("src", "test", "resources", "fuzz", "rsocket-frames");
    private static final String[] WORDS = {
        "\0\0\u0006\0\0\0\u0001$\0",
        "\0\0\0\u0001",
        "\u007f\u00ff\u00ff\u00ff",
        "\u00fe\0\0",
        "\u00fc\0\0",
        "\0\u0080",
        "\u00ff\u00ff\u00ff",
        "message/x.rsocket.routing.v0",
        "application/json"
    };

    @Test
    void givenAnyBytes_whatPassesIsUnderstood_theRestHasACode_andNothingIsHeldOfIt() {
        Fuzzing.of(KEPT, WORDS).each(input -> {
            var guarded = FramesBehindTheGuard.of(Unpooled.copiedBuffer(input));

            guarded.frames().forEach(FrameFuzzTest::understand);
            assertThat(guarded.refusal()).matches("[A-Z_]*");
            assertThat(guarded.heldAfterwards()).isZero();
        });
    }

    @Test
    void givenAnyBytes_inPiecesTheyMeanTheSame() {
        Fuzzing.of(KEPT, WORDS).each(input -> {
            var whole = FramesBehindTheGuard.of(Unpooled.copiedBuffer(input));
            var pieces = FramesBehindTheGuard.of(pieces(input));

            assertThat(pieces.refusal()).isEqualTo(whole.refusal());
            assertThat(pieces.frames().stream().map(ByteBufUtil::hexDump))
                    .containsExactlyElementsOf(
                            whole.frames().stream().map(ByteBufUtil::hexDump).toList());
        });
    }

    private static ByteBuf[] pieces(byte[] input) {
        var random = new Random(Arrays.hashCode(input));
        var all = Unpooled.copiedBuffer(input);
        var pieces = new ArrayList<ByteBuf>();
        while (all.isReadable()) {
            pieces.add(Unpooled.copiedBuffer(all.readSlice(1 + random.nextInt(Math.min(40, all.readableBytes())))));
        }
        return pieces.toArray(ByteBuf[]::new);
    }

    /// As the engine does.
    private static void understand(ByteBuf frame) {
        switch (FrameHeaderCodec.frameType(frame)) {
            case SETUP -> {
                assertThat(SetupFrameCodec.keepAliveInterval(frame)).isPositive();
                assertThat(SetupFrameCodec.keepAliveMaxLifetime(frame)).isPositive();
                SetupFrameCodec.metadataMimeType(frame);
                SetupFrameCodec.dataMimeType(frame);
                SetupFrameCodec.metadata(frame);
                SetupFrameCodec.data(frame);
            }
            case REQUEST_STREAM -> {
                assertThat(RequestStreamFrameCodec.initialRequestN(frame)).isPositive();
                readPayload(frame);
            }
            case REQUEST_CHANNEL -> {
                assertThat(RequestChannelFrameCodec.initialRequestN(frame)).isPositive();
                readPayload(frame);
            }
            case REQUEST_RESPONSE, REQUEST_FNF, PAYLOAD, NEXT, NEXT_COMPLETE -> readPayload(frame);
            case REQUEST_N -> assertThat(RequestNFrameCodec.requestN(frame)).isPositive();
            case KEEPALIVE -> {
                KeepAliveFrameCodec.lastPosition(frame);
                KeepAliveFrameCodec.data(frame);
            }
            case ERROR -> {
                ErrorFrameCodec.errorCode(frame);
                ErrorFrameCodec.dataUtf8(frame);
            }
            case CANCEL, COMPLETE ->
                assertThat(FrameHeaderCodec.streamId(frame)).isPositive();
            default -> throw new AssertionError("passed: " + ByteBufUtil.hexDump(frame));
        }
    }

    private static void readPayload(ByteBuf frame) {
        assertThat(FrameHeaderCodec.streamId(frame)).isPositive();
        assertThat(FrameHeaderCodec.hasFollows(frame)).isFalse();
        var payload = PayloadDecoder.DEFAULT.apply(frame.retainedDuplicate());
        try {
            RequestMetadata.check(payload);
        } catch (InvalidException refusal) {
            assertThat(refusal).hasMessage("VALIDATION_FAILED");
        } finally {
            payload.release();
        }
    }
}
