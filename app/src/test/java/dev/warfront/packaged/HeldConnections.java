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

/// Connections to an HTTP server that begin a request and do not go on, or are silent, from several addresses
/// that nobody else uses.
final class HeldConnections implements Closeable {

    private static final int ADDRESSES = 10;

    private static final Duration CONNECT = Duration.ofSeconds(30);

    private static final Duration SENT_AWAY = Duration.ofSeconds(30);

    /// More than the time after which connections are closed that somebody has left.
    private static final Duration LEFT = Duration.ofMinutes(2);

    private static final byte[] NOTHING = {};

    private static final byte[] HALF_A_HEAD = "GET /api/v1/me HTTP/1.1\r\nHost".getBytes(US_ASCII);

    private static final String TAKEN = "war_http_connections";

    private static final String CROWDED_OUT = "war_http_connections_closed_total{reason=\"crowded\"}";

    private final InetSocketAddress server;

    private final byte[] beginning;

    private final List<SocketChannel> connections = new ArrayList<>();

    private HeldConnections(URI server, byte[] beginning) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.beginning = beginning;
    }

    /// Those that say nothing.
    static HeldConnections silent(URI server) {
        return new HeldConnections(server, NOTHING);
    }

    /// Nearly as many as the server takes, and then more than that: nobody goes for another while there is
    /// room, and then so many that no more are left than it takes.
    ///
    /// @param max how many it takes
    static void crowd(Attacked attacked, int max) throws Exception {
        attacked.assertSurvives(bystander -> {
            Await.until(LEFT, "what others held", () -> attacked.figure(TAKEN), taken -> taken < max / 10);
            try (var held = new HeldConnections(attacked.addresses().http(), HALF_A_HEAD)) {
                var before = attacked.figure(CROWDED_OUT);
                held.hold(max * 4 / 5);
                assertThat(attacked.figure(CROWDED_OUT)).isEqualTo(before);
                held.hold(max / 2);
                bystander.assertServed();
                assertThat(attacked.figure(CROWDED_OUT)).isGreaterThan(before);
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

    private void begin(SocketChannel connection) throws IOException {
        try {
            connection.write(ByteBuffer.wrap(beginning));
        } catch (IOException _) {
            // It was closed at once.
        }
        connection.configureBlocking(false);
    }

    /// Those that the other side has not closed.
    private long open() {
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
