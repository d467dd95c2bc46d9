package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.HostileClient.ALLOCATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.CanceledException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.FrameHeaderCodec;
import org.junit.jupiter.api.Test;

/// What an error says when it leaves.
class ErrorFramesTest {
    private static final String INSIDE = "readerIndex(1) + length(200) exceeds writerIndex(9): UnpooledSlicedByteBuf";

    private static String sent(Throwable failure) {
        var frame = ErrorFrames.tight(ErrorFrameCodec.encode(ALLOCATOR, 7, failure), ALLOCATOR);
        assertThat(FrameHeaderCodec.streamId(frame)).isEqualTo(7);
        return Integer.toHexString(ErrorFrameCodec.errorCode(frame)) + " " + ErrorFrameCodec.dataUtf8(frame);
    }

    @Test
    void givenACode_itIsSent() {
        assertThat(sent(new ApplicationErrorException("WAR_NOT_FOUND"))).isEqualTo("201 WAR_NOT_FOUND");
    }

    @Test
    void givenAnythingElse_aCodeIsSentInItsPlace() {
        assertThat(sent(new IndexOutOfBoundsException(INSIDE))).isEqualTo("201 INTERNAL_ERROR");
        assertThat(sent(new CanceledException(INSIDE))).isEqualTo("203 VALIDATION_FAILED");
        assertThat(sent(new RuntimeException())).isEqualTo("201 INTERNAL_ERROR");
    }

    @Test
    void givenTheEndOfAConnection_itTellsNoMore() {
        assertThat(ErrorFrames.tight(new ConnectionErrorException(INSIDE))).hasMessage("INTERNAL_ERROR");
        assertThat(ErrorFrames.tight(new ConnectionErrorException("TOO_SLOW"))).hasMessage("TOO_SLOW");
    }
}
