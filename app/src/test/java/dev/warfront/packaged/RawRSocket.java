package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;

/// An RSocket connection over TCP that writes its frames by hand, so that they may be what no client would send.
final class RawRSocket implements Closeable {

    private static final Duration CONNECT = Duration.ofSeconds(30);

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

    RawRSocket send(byte[]... frames) throws IOException {
        for (var frame : frames) {
            socket.getOutputStream().write(frame);
        }
        return this;
    }

    /// Sends as fast as it is taken, until it is closed.
    void sendUntilClosed(Source frames) {
        sendUntilClosed(frames, Long.MAX_VALUE);
    }

    /// The same, or until so many bytes were taken.
    ///
    /// @return how many were
    long sendUntilClosed(Source frames, long bytesMax) {
        var taken = 0L;
        try {
            var out = socket.getOutputStream();
            while (taken < bytesMax) {
                var next = frames.next();
                out.write(next);
                taken += next.length;
            }
        } catch (IOException _) {
            // It was closed, by one of the two.
        }
        return taken;
    }

    /// Frames to send, the next at each call.
    @FunctionalInterface
    interface Source {
        byte[] next();
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
                if (frame.length >= 10 && (frame[4] & 0xFF) >> 2 == RawFrames.ERROR) {
                    said = Optional.of(new String(frame, 10, frame.length - 10, US_ASCII));
                }
            }
        } catch (EOFException | SocketException closed) {
            return said;
        }
    }

    /// Reads until the other side closes; fails if it does not in time.
    ///
    /// @return all that it said
    String awaitEnd(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        var said = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(said);
        } catch (SocketException _) {
            // It closed without reading all.
        }
        return said.toString(ISO_8859_1);
    }

    /// Nothing more is sent; what the other side says can still be read.
    void endOfOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// Waits until the other side says anything.
    void awaitAnswer() throws IOException {
        socket.setSoTimeout((int) CONNECT.toMillis());
        socket.getInputStream().read();
    }

    /// Reads all that comes, and forgets it.
    void discardAnswers() {
        Thread.ofVirtual().start(() -> {
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // It was closed, by one of the two.
            }
        });
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
