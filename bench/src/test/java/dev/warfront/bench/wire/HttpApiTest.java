package dev.warfront.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
    private final List<String> keys = new ArrayList<>();
    private final List<String> bearers = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final HttpServer server;
    private final HttpApi http;

    HttpApiTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http = new HttpApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5));
    }

    @BeforeEach
    void start() {
        server.createContext(
                "/api/v1/auth/login", exchange -> reply(exchange, new Reply(200, "{\"access_token\":\"new\"}")));
        server.createContext("/api/v1/things", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void givenAnOutage_theCallIsSentAgainUnderItsKey() {
        replies.addAll(List.of(new Reply(503, ""), new Reply(201, "{\"id\":\"1\"}")));

        var answer = http.send(Call.post("/things", Map.of("a", 1)));

        assertThat(answer.path("id").asString()).isEqualTo("1");
        assertThat(keys).hasSize(2).containsOnly(keys.getFirst());
    }

    @Test
    void givenATokenThatIsOver_itLogsInOnceMore() {
        replies.addAll(List.of(new Reply(401, ""), new Reply(200, "{}")));
        var session = Session.open(http, "fox", "word");

        var _ = http.send(Call.post("/things", Map.of()).as(session));

        assertThat(bearers).containsExactly("Bearer new", "Bearer new");
    }

    @Test
    void givenARefusal_itCarriesTheCode() {
        replies.add(new Reply(409, "{\"code\":\"WAR_ALREADY_OPEN\"}"));

        assertThatThrownBy(() -> http.send(Call.post("/things", Map.of())))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("WAR_ALREADY_OPEN"));
        assertThat(keys).hasSize(1);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        bearers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        reply(exchange, replies.removeFirst());
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Reply(int status, String body) {}
}
