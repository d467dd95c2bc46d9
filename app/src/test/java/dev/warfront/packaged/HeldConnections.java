package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Connections to an HTTP server that begin a request and do not go on, from several addresses that nobody
/// else uses.
final class HeldConnections implements Closeable {

    private static final int ADDRESSES = 10;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration SENT_AWAY = Duration.ofSeconds(5);

    private static final byte[] HALF_A_HEAD = "GET /api/v1/me HTTP/1.1\r\nHost".getBytes(US_ASCII);

    private final InetSocketAddress server;

    private final List<SocketChannel> connections = new ArrayList<>();

    HeldConnections(URI server) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /// Nearly as many as the server takes, and then more than that: it keeps the first, and then no more than
    /// it takes.
    ///
    /// @param max how many it takes
    static void crowd(Attacked attacked, int max) throws Exception {
        attacked.assertSurvives(bystander -> {
            try (var held = new HeldConnections(attacked.addresses().http())) {
                held.hold(max * 9 / 10);
                assertThat(held.open()).isGreaterThan(max * 4L / 5);
                held.hold(max / 2);
                bystander.assertServed();
                held.awaitAtMost(max);
            }
        });
    }

    void hold(int more) throws IOException {
        for (var i = 0; i < more; i++) {
            var connection = SocketChannel.open();
            connections.add(connection);
            connection.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + (3 + i % ADDRESSES)), 0));
            connection.socket().connect(server, (int) CONNECT.toMillis());
            begin(connection);
        }
    }

    private static void begin(SocketChannel connection) throws IOException {
        try {
            connection.write(ByteBuffer.wrap(HALF_A_HEAD));
        } catch (IOException _) {
            // It was closed at once.
        }
        connection.configureBlocking(false);
    }

    /// Those that the other side has not closed.
    long open() {
        return connections.stream().filter(HeldConnections::isOpen).count();
    }

    private static boolean isOpen(SocketChannel connection) {
        try {
            return connection.read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Waits until the other side has closed all others.
    void awaitAtMost(long max) {
        Await.until(SENT_AWAY, "connections that are open", this::open, open -> open <= max);
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
