package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.wire.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Clients that nobody knows, from addresses that nobody else uses.
final class Strangers {

    /// Connections of RSocket that are open, among what the program counts.
    static final String OPEN = "war_stream_connections";

    private static final int MANY_ADDRESSES = 40;

    private static final Duration CLOSED = Duration.ofMinutes(1);

    /// Of a SETUP.
    private static final int HALF_BYTES = 20;

    private final Addresses addresses;

    Strangers(Addresses addresses) {
        this.addresses = addresses;
    }

    /// Sends over so many connections until each is closed, and reads nothing.
    void flood(int connections, RawRSocket.Source frames) throws Exception {
        flood(connections, 1, connection -> connection.send(RawFrames.setup()), () -> frames);
    }

    /// Sends over so many connections until each is closed; fails if one is not in time.
    ///
    /// @param frames of each connection
    void flood(int connections, int sources, Greeting greeting, Supplier<RawRSocket.Source> frames) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var floods = new ArrayList<Future<?>>();
            hold(
                    this::open,
                    connections,
                    sources,
                    connection -> {
                        greeting.send(connection);
                        var source = frames.get();
                        floods.add(threads.submit(() -> connection.sendUntilClosed(source)));
                    },
                    () -> {
                        for (var flood : floods) {
                            flood.get(CLOSED.toMillis(), TimeUnit.MILLISECONDS);
                        }
                    });
        }
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

    /// Opens more connections than there may be, from many addresses, waits, and closes them: some say who
    /// they are, which is nobody, others nothing or half of it. Fails if there are more than there may be.
    ///
    /// @param max how many there may be; some more for an instant, until those are closed that had to go
    void crowd(Attacked attacked, int max, Duration time) throws Exception {
        var half = Arrays.copyOf(RawFrames.setup(), HALF_BYTES);
        var count = new AtomicInteger();
        hold(
                this::open,
                max * 5 / 4,
                MANY_ADDRESSES,
                connection -> {
                    switch (count.incrementAndGet() % 3) {
                        case 0 -> connection.send(RawFrames.setup());
                        case 1 -> connection.send(half);
                        default -> {} // says nothing
                    }
                },
                () -> {
                    assertThat(attacked.figure(OPEN)).isBetween(1L, max * 11L / 10);
                    Await.pass(time);
                });
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
