package dev.warfront.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Connections to a server from addresses of this machine, which are written and read by hand.
final class HttpSockets implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final InetSocketAddress server;
    private final List<Socket> sockets = new ArrayList<>();

    /// To this server.
    ///
    /// @param server `http://127.0.0.1:port`
    HttpSockets(String server) {
        var at = URI.create(server);
        this.server = new InetSocketAddress(at.getHost(), at.getPort());
    }

    /// A new one.
    ///
    /// @param host the last byte of the address that it comes from
    Socket open(int host) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress("127.0.0." + host, 0));
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(server, PATIENCE_MS);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /// What comes, up to this text; fails when the connection ends before.
    static String readTo(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            var next = socket.getInputStream().read();
            assertThat(next).as("%s is missing in %s", end, text).isNotEqualTo(-1);
            text.append((char) next);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
