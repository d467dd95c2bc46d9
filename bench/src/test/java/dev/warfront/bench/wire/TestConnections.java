package dev.warfront.bench.wire;

import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketServer;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// An RSocket server on loopback that stands in for the program.
public final class TestConnections {
    private TestConnections() {}

    /// Each connection gets a responder of its own, made from its number, from 0.
    public static CloseableChannel server(Function<Integer, RSocket> responders) {
        var connections = new AtomicInteger();
        return RSocketServer.create(
                        (SocketAcceptor) (_, _) -> Mono.just(responders.apply(connections.getAndIncrement())))
                .bindNow(TcpServerTransport.create("127.0.0.1", 0));
    }

    /// A connection to it, with JSON.
    public static RSocketConnection connection(CloseableChannel server) {
        var local = Addresses.local();
        var addresses = new Addresses(
                local.http(), "127.0.0.1", server.address().getPort(), URI.create("ws://127.0.0.1:1/"), local.kafka());
        return RSocketConnection.open(addresses, Transport.TCP_JSON);
    }
}
