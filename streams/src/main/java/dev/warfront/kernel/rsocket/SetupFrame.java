package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.rsocket.exceptions.InvalidSetupException;
import io.rsocket.exceptions.RejectedResumeException;
import io.rsocket.exceptions.UnsupportedSetupException;
import java.time.Duration;

/// The frame that a connection begins with. Source: RSocket protocol 1.0, SETUP.
final class SetupFrame {
    private static final int RESUMABLE = 0x80;
    private static final int LEASE = 0x40;
    private static final int VERSION_1_0 = 1 << 16;

    private static final int VERSION_AT = FrameHead.BYTES;
    private static final int KEEPALIVE_AT = VERSION_AT + Integer.BYTES;
    private static final int LIFETIME_AT = KEEPALIVE_AT + Integer.BYTES;
    private static final int MIME_TYPES_AT = LIFETIME_AT + Integer.BYTES;
    private static final int LENGTH_BYTES = 3;

    private SetupFrame() {}

    /// Refuses what is none, or asks for what is not offered here: resumption by the protocol, leases. Otherwise its
    /// keep-alive interval and lifetime are brought within the limits, in the frame itself.
    static void accept(ByteBuf frame, ClientLimits limits) {
        var head = FrameHead.of(frame);
        if (head.type() == FrameHead.RESUME) {
            throw new RejectedResumeException("RESUME_UNSUPPORTED");
        }
        require(head.type() == FrameHead.SETUP && head.stream() == 0 && frame.readableBytes() > MIME_TYPES_AT);
        var at = frame.readerIndex();
        if (frame.getInt(at + VERSION_AT) != VERSION_1_0) {
            throw new UnsupportedSetupException("VERSION_UNSUPPORTED");
        }
        if (head.has(RESUMABLE)) {
            throw new UnsupportedSetupException("RESUME_UNSUPPORTED");
        }
        if (head.has(LEASE)) {
            throw new UnsupportedSetupException("LEASE_UNSUPPORTED");
        }
        requirePayload(head, frame.slice(at + MIME_TYPES_AT, frame.readableBytes() - MIME_TYPES_AT));
        clamp(frame, at + KEEPALIVE_AT, limits.keepAliveMin(), limits.keepAliveMax());
        clamp(frame, at + LIFETIME_AT, limits.keepAliveMin(), limits.lifetimeMax());
    }

    /// Two short texts, then metadata with its length.
    private static void requirePayload(FrameHead head, ByteBuf rest) {
        skipText(rest);
        skipText(rest);
        if (head.has(FrameHead.METADATA)) {
            require(rest.readableBytes() >= LENGTH_BYTES);
            require(rest.readUnsignedMedium() <= rest.readableBytes());
        }
    }

    private static void skipText(ByteBuf rest) {
        require(rest.isReadable());
        var length = rest.readByte();
        require(length >= 0 && length <= rest.readableBytes());
        rest.skipBytes(length);
    }

    /// None is taken for the longest.
    private static void clamp(ByteBuf frame, int at, Duration min, Duration max) {
        var asked = frame.getInt(at);
        var longest = Math.toIntExact(max.toMillis());
        frame.setInt(at, asked <= 0 ? longest : Math.clamp(asked, Math.toIntExact(min.toMillis()), longest));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new InvalidSetupException("INVALID_SETUP");
        }
    }
}
