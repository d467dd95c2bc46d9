package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.RSocketErrorException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.frame.ErrorFrameCodec;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Error frames as they leave: with a code of ours. What the protocol's engine says of its own accord tells of its
/// inside, and is replaced.
final class ErrorFrames {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{2,47}");
    private static final int CODE_AT = FrameHead.BYTES;
    private static final int TEXT_AT = CODE_AT + Integer.BYTES;

    private ErrorFrames() {}

    /// The frame, or in its place one that says no more than it may.
    static ByteBuf tight(ByteBuf frame, ByteBufAllocator allocator) {
        if (FrameHead.of(frame).type() != FrameHead.ERROR) {
            return frame;
        }
        var at = frame.readerIndex();
        var text = frame.toString(at + TEXT_AT, frame.readableBytes() - TEXT_AT, StandardCharsets.UTF_8);
        if (isCode(text)) {
            return frame;
        }
        var kind = frame.getInt(at + CODE_AT);
        var tight = allocator.buffer().writeBytes(frame, at, TEXT_AT);
        tight.writeCharSequence(replacement(kind), StandardCharsets.US_ASCII);
        frame.release();
        return tight;
    }

    static RSocketErrorException tight(RSocketErrorException error) {
        return isCode(String.valueOf(error.getMessage())) ? error : new ConnectionErrorException("INTERNAL_ERROR");
    }

    private static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /// The engine cancels a stream when what its client sent cannot be used.
    private static String replacement(int kind) {
        return kind == ErrorFrameCodec.CANCELED || kind == ErrorFrameCodec.INVALID
                ? "VALIDATION_FAILED"
                : "INTERNAL_ERROR";
    }
}
