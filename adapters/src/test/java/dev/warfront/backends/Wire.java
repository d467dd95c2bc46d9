package dev.warfront.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A wire to a server on this machine, at a port of its own, that can be cut.
public final class Wire implements AutoCloseable {
    private final int port;
    private final ServerSocket listening;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();

    /// @param port of the server
    public Wire(int port) {
        this.port = port;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// Where the server is reached through it.
    public int port() {
        return listening.getLocalPort();
    }

    /// From now on nobody comes through, and whoever has is thrown out.
    public void cut() {
        close(listening);
        ends.forEach(Wire::close);
    }

    @Override
    public void close() {
        cut();
    }

    private void accept() {
        try {
            while (true) {
                var near = listening.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), port);
                ends.addAll(List.of(near, far));
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            }
        } catch (IOException _) {
            cut();
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one of both has gone, and takes the other along
        }
    }

    private static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
