package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.rsocket.exceptions.ConnectionErrorException;

/// The first bytes of a frame, which say what it is. Only what a client may send passes, so that nothing behind it
/// stumbles over the rest. Source: RSocket protocol 1.0, framing.
///
/// @param type as on the wire
record FrameHead(int stream, int type, int flags) {
    static final int SETUP = 0x01;
    static final int KEEPALIVE = 0x03;
    static final int REQUEST_RESPONSE = 0x04;
    static final int REQUEST_FNF = 0x05;
    static final int REQUEST_STREAM = 0x06;
    static final int REQUEST_CHANNEL = 0x07;
    static final int REQUEST_N = 0x08;
    static final int CANCEL = 0x09;
    static final int PAYLOAD = 0x0A;
    static final int ERROR = 0x0B;
    static final int METADATA_PUSH = 0x0C;
    static final int RESUME = 0x0D;

    static final int IGNORE = 0x200;
    static final int METADATA = 0x100;
    static final int FOLLOWS = 0x80;
    static final int COMPLETE = 0x40;
    static final int NEXT = 0x20;

    static final int BYTES = Integer.BYTES + Short.BYTES;

    private static final int TYPE_SHIFT = 10;
    private static final int FLAGS = (1 << TYPE_SHIFT) - 1;
    private static final int LENGTH_BYTES = 3;
    private static final int POSITION_BYTES = Long.BYTES;

    /// Fails with INVALID_FRAME when it is shorter than any frame.
    static FrameHead of(ByteBuf frame) {
        if (frame.readableBytes() < BYTES) {
            throw invalid();
        }
        var at = frame.readerIndex();
        var typeAndFlags = frame.getUnsignedShort(at + Integer.BYTES);
        return new FrameHead(frame.getInt(at), typeAndFlags >> TYPE_SHIFT, typeAndFlags & FLAGS);
    }

    static RuntimeException invalid() {
        return new ConnectionErrorException("INVALID_FRAME");
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean isRequest() {
        return type >= REQUEST_RESPONSE && type <= REQUEST_CHANNEL;
    }

    boolean hasRequestN() {
        return type == REQUEST_STREAM || type == REQUEST_CHANNEL;
    }

    /// Where metadata and data begin in a frame of this head.
    int bodyAt() {
        return hasRequestN() ? BYTES + Integer.BYTES : BYTES;
    }

    /// As it begins a frame.
    void write(ByteBuf frame, int newFlags) {
        frame.writeInt(stream).writeShort(type << TYPE_SHIFT | newFlags);
    }

    /// Whether a frame behind the SETUP means something here; one that does not is left out. Fails with INVALID_FRAME
    /// when it is none of the protocol, or none that a client may send.
    boolean check(ByteBuf frame) {
        switch (type) {
            case KEEPALIVE -> require(stream == 0 && frame.readableBytes() >= BYTES + POSITION_BYTES);
            case REQUEST_RESPONSE, REQUEST_FNF, REQUEST_STREAM, REQUEST_CHANNEL -> {
                require(isOfClient());
                require(!hasRequestN() || requestN(frame) > 0);
                requireMetadata(frame);
            }
            case PAYLOAD -> {
                require(isOfClient() && has(NEXT | COMPLETE | FOLLOWS));
                requireMetadata(frame);
            }
            case REQUEST_N -> require(isOfClient() && requestN(frame) > 0);
            case CANCEL -> require(isOfClient());
            case ERROR -> require(isOfClient() && frame.readableBytes() >= BYTES + Integer.BYTES);
            case METADATA_PUSH -> {
                return false;
            }
            default -> {
                require(has(IGNORE));
                return false;
            }
        }
        return true;
    }

    /// Streams of the client have odd ids.
    private boolean isOfClient() {
        return stream > 0 && (stream & 1) == 1;
    }

    private static int requestN(ByteBuf frame) {
        return frame.readableBytes() < BYTES + Integer.BYTES ? 0 : frame.getInt(frame.readerIndex() + BYTES);
    }

    private void requireMetadata(ByteBuf frame) {
        if (has(METADATA)) {
            var rest = frame.readableBytes() - bodyAt() - LENGTH_BYTES;
            require(rest >= 0 && frame.getUnsignedMedium(frame.readerIndex() + bodyAt()) <= rest);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw invalid();
        }
    }
}
