package dev.warfront.packaged;

import dev.warfront.bench.wire.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that nobody knows, from addresses that nobody else uses.
final class Strangers {

    private static final int MANY_ADDRESSES = 40;

    /// Of a SETUP.
    private static final int HALF_BYTES = 20;

    private final Addresses addresses;

    Strangers(Addresses addresses) {
        this.addresses = addresses;
    }

    /// Sends over so many connections for so long, and reads nothing.
    void flood(int connections, Duration time, RawRSocket.Source frames) throws Exception {
        flood(this::open, connections, RawFrames.setup(), time, frames);
    }

    void flood(Door door, int connections, byte[] beginning, Duration time, RawRSocket.Source frames) throws Exception {
        var floods = new ArrayList<Thread>();
        hold(
                door,
                connections,
                1,
                connection -> {
                    connection.send(beginning);
                    floods.add(Thread.ofVirtual().start(() -> connection.flood(time, frames)));
                },
                () -> {
                    for (var flood : floods) {
                        flood.join();
                    }
                });
    }

    /// Opens so many connections, waits, and closes them.
    void hold(int connections, int sources, Greeting greeting, Duration time) throws Exception {
        hold(this::open, connections, sources, greeting, () -> Await.pass(time));
    }

    /// Opens so many connections, does something, and closes them.
    void hold(Door door, int connections, int sources, Greeting greeting, Attacked.Attack meanwhile) throws Exception {
        var held = new ArrayList<RawRSocket>();
        try {
            for (var i = 0; i < connections; i++) {
                var connection = door.open(i % sources);
                held.add(connection);
                greet(connection, greeting);
            }
            meanwhile.run();
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    /// Opens so many connections from many addresses, waits, and closes them: some say who they are, which is
    /// nobody, others nothing or half of it.
    void crowd(int connections, Duration time) throws Exception {
        var half = Arrays.copyOf(RawFrames.setup(), HALF_BYTES);
        var count = new AtomicInteger();
        hold(
                connections,
                MANY_ADDRESSES,
                connection -> {
                    switch (count.incrementAndGet() % 3) {
                        case 0 -> connection.send(RawFrames.setup());
                        case 1 -> connection.send(half);
                        default -> {} // says nothing
                    }
                },
                time);
    }

    private static void greet(RawRSocket connection, Greeting greeting) throws IOException {
        try {
            greeting.send(connection);
        } catch (SocketException _) {
            // It was refused, as it may be.
        }
    }

    /// What a connection begins with.
    @FunctionalInterface
    interface Greeting {
        void send(RawRSocket connection) throws IOException;
    }

    /// A way in for one of many strangers.
    @FunctionalInterface
    interface Door {
        RawRSocket open(int stranger) throws IOException;
    }

    /// Over TCP.
    RawRSocket open(int stranger) throws IOException {
        return open(stranger, addresses.rsocketHost(), addresses.rsocketPort());
    }

    /// To the HTTP server, for a WebSocket.
    RawRSocket openWebSocket(int stranger) throws IOException {
        var http = addresses.http();
        return open(stranger, http.getHost(), http.getPort());
    }

    /// From an address that nobody else uses.
    private static RawRSocket open(int stranger, String host, int port) throws IOException {
        return RawRSocket.from("127.0.1." + (1 + stranger % 250), new InetSocketAddress(host, port));
    }
}
