package dev.warfront.kernel.rsocket;

import org.jspecify.annotations.Nullable;

/// A frame that many subscribers are sent: encoded on first use, once per format. The bytes are plain arrays,
/// so that a subscriber that vanishes leaves nothing to release.
final class SharedFrame {
    private final Frame frame;
    private final FrameCodec codec;
    private volatile byte @Nullable [] json;
    private volatile byte @Nullable [] cbor;

    SharedFrame(Frame frame, FrameCodec codec) {
        this.frame = frame;
        this.codec = codec;
    }

    Frame frame() {
        return frame;
    }

    /// Must not be changed by the receiver.
    byte[] bytes(FrameFormat format) {
        var encoded = format == FrameFormat.JSON ? json : cbor;
        return encoded == null ? encodeOnce(format) : encoded;
    }

    private synchronized byte[] encodeOnce(FrameFormat format) {
        return switch (format) {
            case JSON -> {
                var bytes = json;
                if (bytes == null) {
                    bytes = codec.encode(frame, format);
                    json = bytes;
                }
                yield bytes;
            }
            case CBOR -> {
                var bytes = cbor;
                if (bytes == null) {
                    bytes = codec.encode(frame, format);
                    cbor = bytes;
                }
                yield bytes;
            }
        };
    }
}
