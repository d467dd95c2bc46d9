package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;

/// WebSockets of a real server that has forty places, ten for one address: they take none of them.
@Timeout(60)
class WebSocketPlacesTest {
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final ConnectionSettings SETTINGS = new ConnectionSettings(40, 10, LATE, LATE, LATE, List.of());
    private static final String UPGRADE = """
            GET /socket HTTP/1.1\r
            Host: x\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    /// Empty, with a mask that changes nothing.
    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};

    private static final byte[] PONG = {(byte) 0x8A, 0};

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DisposableServer server = new HttpConnections(
                    SETTINGS, new ClientAddresses(SETTINGS), Ticker.systemTicker(), metrics)
            .apply(HttpServer.create().host("127.0.0.1").port(0))
            .route(WebSocketPlacesTest::routes)
            .bindNow();
    private final HttpSockets sockets = new HttpSockets("http://127.0.0.1:" + server.port());

    @AfterEach
    void close() throws IOException {
        sockets.close();
        server.disposeNow();
    }

    private static void routes(HttpServerRoutes routes) {
        routes.ws("/socket", (in, _) -> in.receive().then())
                .get("/served", (_, response) -> response.sendString(Mono.just("served;")));
    }

    @Test
    void givenMoreWebSocketsThanPlaces_eachIsServed_andSoIsWhoIsNew() throws IOException {
        var live = openWebSockets(60);

        assertServed(sockets.open(2));

        for (var socket : live) {
            assertLive(socket);
        }
        assertThat(metrics.find("war.http.connections.closed").counters()).isEmpty();
    }

    /// Those of one address, which has most connections of all.
    @Test
    void givenACrowdOfOthers_webSocketsStay() throws IOException {
        var live = openWebSockets(30);

        for (var i = 0; i < 100; i++) {
            assertServed(sockets.open(2 + i % 20));
        }

        for (var socket : live) {
            assertLive(socket);
        }
    }

    private List<Socket> openWebSockets(int count) throws IOException {
        var opened = new ArrayList<Socket>();
        for (var i = 0; i < count; i++) {
            var socket = sockets.open(1);
            HttpSockets.send(socket, UPGRADE);
            assertThat(HttpSockets.readTo(socket, "\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            opened.add(socket);
        }
        return opened;
    }

    private static void assertServed(Socket socket) throws IOException {
        HttpSockets.send(socket, "GET /served HTTP/1.1\r\nHost: x\r\n\r\n");
        HttpSockets.readTo(socket, "served;");
    }

    private static void assertLive(Socket socket) throws IOException {
        socket.getOutputStream().write(PING);
        assertThat(socket.getInputStream().readNBytes(PONG.length)).isEqualTo(PONG);
    }
}
