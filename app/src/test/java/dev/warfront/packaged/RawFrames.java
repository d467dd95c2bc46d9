package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/// Frames of RSocket, written by hand, so that they may be what no client would send. Source: RSocket protocol 1.0.
final class RawFrames {

    static final int SETUP = 0x01;
    static final int KEEPALIVE = 0x03;
    static final int REQUEST_RESPONSE = 0x04;
    static final int FIRE_AND_FORGET = 0x05;
    static final int REQUEST_STREAM = 0x06;
    static final int REQUEST_CHANNEL = 0x07;
    static final int REQUEST_N = 0x08;
    static final int CANCEL = 0x09;
    static final int PAYLOAD = 0x0A;
    static final int ERROR = 0x0B;
    static final int METADATA_PUSH = 0x0C;

    static final int METADATA = 0x100;
    static final int FOLLOWS = 0x80;
    static final int RESPOND = 0x80;
    static final int NEXT = 0x20;

    private static final int BATCH = 1_000;
    private static final int PING_BYTES = 125;
    private static final int LENGTH_BYTES = 3;
    private static final int WEB_SOCKET_HEAD_MAX = 8;
    private static final int WELL_KNOWN_ROUTING = 0x80 | 0x7E;

    private RawFrames() {}

    /// As a client sends it: anonymous, JSON, keep-alive 20 s and 90 s.
    static byte[] setup() {
        return setup(20_000, 90_000);
    }

    /// The same, with other times.
    ///
    /// @param keepAliveMs between its keep-alives
    /// @param lifetimeMs that it goes on without one of the other side
    static byte[] setup(int keepAliveMs, int lifetimeMs) {
        return frame(0, SETUP, 0, out -> {
            out.writeShort(1); // version 1.0
            out.writeShort(0);
            out.writeInt(keepAliveMs);
            out.writeInt(lifetimeMs);
            text(out, "message/x.rsocket.composite-metadata.v0");
            text(out, "application/json");
        });
    }

    /// A request for a route, with as many bytes of data.
    static byte[] request(int stream, int type, int flags, String route, int dataBytes) {
        return frame(stream, type, flags | METADATA, out -> {
            if (type == REQUEST_STREAM || type == REQUEST_CHANNEL) {
                out.writeInt(Integer.MAX_VALUE);
            }
            medium(out, 1 + 3 + 1 + route.length());
            out.writeByte(WELL_KNOWN_ROUTING);
            medium(out, 1 + route.length());
            text(out, route);
            out.write(new byte[dataBytes]);
        });
    }

    static byte[] keepAlive(int dataBytes) {
        return frame(0, KEEPALIVE, RESPOND, out -> {
            out.writeLong(0);
            out.write(new byte[dataBytes]);
        });
    }

    /// Asks an HTTP server for a WebSocket, on which frames have another form than here.
    static byte[] upgrade() {
        return """
                GET /rsocket HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.getBytes(US_ASCII);
    }

    /// A ping of a WebSocket, with all that one may carry and a mask that changes nothing.
    static byte[] ping() {
        var ping = new byte[6 + PING_BYTES];
        ping[0] = (byte) 0x89;
        ping[1] = (byte) (0x80 | PING_BYTES);
        return ping;
    }

    /// A frame that has its length before it as a WebSocket carries it, with a mask that changes nothing.
    static byte[] overWebSocket(byte[] frame) {
        var length = frame.length - LENGTH_BYTES;
        var carried = new ByteArrayOutputStream(WEB_SOCKET_HEAD_MAX + length);
        carried.write(0x82);
        if (length <= PING_BYTES) {
            carried.write(0x80 | length);
        } else {
            carried.write(0x80 | 126);
            carried.write(length >> 8);
            carried.write(length);
        }
        carried.writeBytes(new byte[Integer.BYTES]);
        carried.write(frame, LENGTH_BYTES, length);
        return carried.toByteArray();
    }

    /// The same many times, to be sent with one write.
    static byte[] repeated(byte[] frame) {
        var all = new ByteArrayOutputStream(frame.length * BATCH);
        IntStream.range(0, BATCH).forEach(_ -> all.writeBytes(frame));
        return all.toByteArray();
    }

    /// A frame with its length before it.
    static byte[] frame(int stream, int type, int flags, Body body) {
        var frame = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(frame)) {
            out.writeInt(stream);
            out.writeShort(type << 10 | flags);
            body.writeTo(out);
            var framed = new ByteArrayOutputStream();
            medium(new DataOutputStream(framed), frame.size());
            frame.writeTo(framed);
            return framed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is in a frame behind its header.
    @FunctionalInterface
    interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static void medium(DataOutputStream out, int value) throws IOException {
        out.writeByte(value >> 16);
        out.writeShort(value);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.writeBytes(text);
    }
}
