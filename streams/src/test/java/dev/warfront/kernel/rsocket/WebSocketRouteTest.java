package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests are taken from the HTTP server. To the others it answers itself, here that it knows nothing
/// else.
class WebSocketRouteTest {
    private static final Map<String, String> HANDSHAKE = Map.of(
            "Connection", "keep-alive, Upgrade",
            "Upgrade", "WebSocket",
            "Sec-WebSocket-Version", "13",
            "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

    private final StreamFixture fixture = StreamFixture.with((_, _) -> List.of());

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /rsocket", "GET /rsocket?from=here"})
    void givenAHandshake_itIsTaken(String request) throws IOException {
        assertThat(answer(request, HANDSHAKE)).startsWith("HTTP/1.1 101 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /rsocket", "HEAD /rsocket", "GET /rsockets", "GET /rsocket/more", "GET /%72socket"})
    void givenAnotherMethodOrPath_itIsLeft(String request) throws IOException {
        assertThat(answer(request, HANDSHAKE)).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @CsvSource({
        "Connection, ",
        "Connection, keep-alive",
        "Upgrade, ",
        "Upgrade, h2c",
        "Sec-WebSocket-Version, ",
        "Sec-WebSocket-Version, 8",
        "Sec-WebSocket-Version, 99",
        "Sec-WebSocket-Key, ",
        "Sec-WebSocket-Key, none",
        "Sec-WebSocket-Key, c2l4dGVlbiBieXRlcywgb3I=",
        "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25j??==",
    })
    void givenAHeaderThatIsNotAHandshakes_itIsLeft(String name, @Nullable String value) throws IOException {
        var headers = new HashMap<>(HANDSHAKE);
        headers.remove(name);
        if (value != null) {
            headers.put(name, value);
        }

        assertThat(answer("GET /rsocket", headers)).startsWith("HTTP/1.1 404 ");
    }

    /// Its first line.
    private String answer(String request, Map<String, String> headers) throws IOException {
        var head = new StringBuilder(request + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(),
                fixture.webSocket("application/json").port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((head + "\r\n").getBytes(US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            return String.valueOf(answer.readLine());
        }
    }
}
