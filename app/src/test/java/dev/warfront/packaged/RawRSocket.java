package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;

/// An RSocket connection over TCP that writes its frames by hand, so that they may be what no client would send.
final class RawRSocket implements Closeable {

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
    static final int RESUME = 0x0D;

    static final int METADATA = 0x100;
    static final int FOLLOWS = 0x80;
    static final int RESPOND = 0x80;
    static final int RESUMABLE = 0x80;
    static final int COMPLETE = 0x40;
    static final int NEXT = 0x20;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int WELL_KNOWN_ROUTING = 0x80 | 0x7E;

    private final Socket socket;

    private RawRSocket(Socket socket) {
        this.socket = socket;
    }

    /// Connects from an address of the loopback network, so that several sources can be told apart.
    static RawRSocket from(String source, InetSocketAddress server) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(source), 0));
        socket.connect(server, (int) CONNECT.toMillis());
        return new RawRSocket(socket);
    }

    /// As a client sends it: anonymous, JSON, keep-alive 20 s and 90 s.
    static byte[] setup() {
        return setup(0, 20_000, 90_000);
    }

    static byte[] setup(int flags, int keepAliveMillis, int lifetimeMillis) {
        return frame(0, SETUP, flags, out -> {
            out.writeShort(1);
            out.writeShort(0);
            out.writeInt(keepAliveMillis);
            out.writeInt(lifetimeMillis);
            if ((flags & RESUMABLE) != 0) {
                out.writeShort(4);
                out.writeBytes("aaaa");
            }
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

    RawRSocket send(byte[]... frames) throws IOException {
        for (var frame : frames) {
            socket.getOutputStream().write(frame);
        }
        return this;
    }

    /// Sends for as long, or until the other side takes no more, for example because it closed.
    ///
    /// @return how often it was sent
    long flood(Duration time, Source frames) {
        var end = System.nanoTime() + time.toNanos();
        var writer = new Flood(socket, frames);
        var thread = Thread.ofVirtual().start(writer);
        try {
            thread.join(Duration.ofNanos(end - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return writer.sent();
    }

    /// Frames to send, the next at each call.
    @FunctionalInterface
    interface Source {
        byte[] next();
    }

    private static final class Flood implements Runnable {
        private final Socket socket;
        private final Source frames;
        private volatile long sent;

        Flood(Socket socket, Source frames) {
            this.socket = socket;
            this.frames = frames;
        }

        long sent() {
            return sent;
        }

        @Override
        public void run() {
            try {
                var out = socket.getOutputStream();
                for (var count = 1L; !socket.isClosed(); count++) {
                    out.write(frames.next());
                    sent = count;
                }
            } catch (IOException _) {
                // It was closed, as it should be.
            }
        }
    }

    /// Reads until the other side closes; fails if it does not in time.
    ///
    /// @return what its last error frame says, empty if it sent none
    Optional<String> awaitClosed(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        var in = new DataInputStream(socket.getInputStream());
        var said = Optional.<String>empty();
        try {
            while (true) {
                var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                var frame = in.readNBytes(length);
                if (frame.length >= 10 && (frame[4] & 0xFF) >> 2 == ERROR) {
                    said = Optional.of(new String(frame, 10, frame.length - 10, US_ASCII));
                }
            }
        } catch (EOFException | SocketException closed) {
            return said;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
