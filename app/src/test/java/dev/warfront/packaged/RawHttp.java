package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// A connection to the HTTP server that writes its requests by hand, so that they may be what no client would
/// send.
final class RawHttp implements Closeable {

    private static final Duration CONNECT = Duration.ofSeconds(30);

    /// What is not read is soon not taken either.
    private static final int RECEIVE_BYTES = 4_096;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    /// Connects from an address of the loopback network, so that several sources can be told apart.
    static RawHttp from(String source, URI server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(source), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), (int) CONNECT.toMillis());
        return new RawHttp(socket);
    }

    RawHttp send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends the same again and again until the other side closes; fails if it does not in time.
    ///
    /// @param pause behind each
    void sendUntilClosed(String text, Duration pause, Duration time) {
        var deadline = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                send(text);
                Await.pass(pause);
            }
        } catch (IOException _) {
            return; // It is closed.
        }
        throw new AssertionError("it is not closed within " + time);
    }

    /// Sends the same as fast as it is taken, reads nothing, and fails if the other side does not close in
    /// time.
    void floodUntilClosed(byte[] bytes, Duration time) throws InterruptedException {
        if (!Thread.ofVirtual().start(() -> flood(bytes)).join(time)) {
            throw new AssertionError("it is not closed within " + time);
        }
    }

    private void flood(byte[] bytes) {
        try {
            while (true) {
                send(bytes);
            }
        } catch (IOException _) {
            // It is closed.
        }
    }

    /// Nothing more is sent; what the other side says can still be read.
    void endOfOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// All that the other side says until it closes; fails if it says nothing for so long and does not close.
    String answers(Duration silence) throws IOException {
        socket.setSoTimeout((int) silence.toMillis());
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketException _) {
            // It closed without reading all.
        }
        return bytes.toString(ISO_8859_1);
    }

    /// Those of the answers, in their order.
    static List<Integer> statuses(String answers) {
        return STATUS.matcher(answers)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
