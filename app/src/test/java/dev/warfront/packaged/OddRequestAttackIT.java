package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.testing.Depth;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may write into a request without harm: it is refused, nothing is done, and little of it
/// stands in the log. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class OddRequestAttackIT {

    private static final Duration ANSWERED = Duration.ofMinutes(1);

    private static final String SERVERS = "/api/v1/admin/game-servers";

    /// Behind a request whose body has no end that anybody knows.
    private static final String SMUGGLED = "GET /actuator/health/liveness HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final String FAR_FUTURE = "+1000000000-12-31T23:59:59.999999999Z";

    private static final String FAR_PAST = "-999999999-01-01T00:00:00Z";

    /// Each from an address of its own.
    private static final int ADDRESSES = Depth.isDeep() ? 200 : 20;

    private static final int GARBAGE = Depth.isDeep() ? 5_000 : 200;

    private final Attacked attacked;

    OddRequestAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    @Test
    void bodiesInAnUnknownCoding_areNoSecondRequest() throws Exception {
        attacked.assertSurvivesQuietly(() -> {
            for (var coding : List.of("xchunked", "gzip", "identity")) {
                for (var path : List.of("/api/v1/auth/login", "/api/v1/%61uth/login", "/nowhere")) {
                    var request = "POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding + "\r\n\r\n";
                    assertThat(RawHttp.statuses(answers(request + SMUGGLED)))
                            .as(coding + " at " + path)
                            .containsExactly(400);
                }
            }
        });
    }

    @Test
    void pathsThatTwoReadersReadDifferently_doNothingWithoutAKey_andNothingTwice() throws Exception {
        var name = "odd-" + UUID.randomUUID().toString().substring(0, 8);
        var admin = attacked.administrator();
        attacked.assertSurvivesQuietly(() -> {
            for (var path : List.of(
                    "/%61pi/v1/admin/game-servers",
                    "/api/%761/admin/game-servers",
                    "/ap%69/v1/admin/game-servers",
                    "/api//v1/admin/game-servers",
                    "/api/v1/../v1/admin/game-servers",
                    "/api/v1/admin;a=b/game-servers")) {
                assertThat(answers(creating(path, admin, name, "")))
                        .as(path)
                        .startsWith("HTTP/1.1 400")
                        .contains("application/problem+json", "VALIDATION_FAILED");
            }
            var absolute = attacked.addresses().http() + SERVERS;
            assertThat(answers(creating(absolute, admin, name, "")))
                    .startsWith("HTTP/1.1 400")
                    .contains("IDEMPOTENCY_KEY_REQUIRED");
            assertThat(serversNamed(name)).isZero();
            var key = "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
            assertThat(answers(creating(absolute, admin, name, key))).startsWith("HTTP/1.1 201");
            assertThat(answers(creating(absolute, admin, name, key)))
                    .startsWith("HTTP/1.1 201")
                    .containsIgnoringCase("Idempotency-Replayed: true");
            assertThat(serversNamed(name)).isEqualTo(1);
        });
    }

    @Test
    void methodsThatNoRouteHas_areRefused() throws Exception {
        attacked.assertSurvivesQuietly(() -> {
            for (var method : List.of("TRACE", "PROPFIND", "BREW", "get")) {
                assertThat(answers(method + " /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .as(method)
                        .startsWith("HTTP/1.1 400")
                        .contains("application/problem+json", "VALIDATION_FAILED");
            }
        });
    }

    /// Of each kind of list whose cursor begins with an instant.
    @Test
    void cursorsOfFarInstants_areRefused() throws Exception {
        var admin = attacked.administrator();
        var land = attacked.httpFrom("127.0.10.4")
                .get("/territories?limit=1")
                .send()
                .json();
        var history = "/territories/" + land.path("items").path(0).path("id").asString() + "/history";
        attacked.assertSurvivesQuietly(() -> {
            var http = attacked.httpFrom("127.0.10.5");
            for (var instant : List.of(FAR_FUTURE, FAR_PAST)) {
                var behind = "?cursor=" + cursor(instant, UUID.randomUUID().toString());
                http.get("/clan-wars" + behind).refused(400, "VALIDATION_FAILED");
                http.get("/battles" + behind).refused(400, "VALIDATION_FAILED");
                http.get("/admin/game-servers" + behind).as(admin).refused(400, "VALIDATION_FAILED");
                http.get("/admin/audit" + behind).as(admin).refused(400, "VALIDATION_FAILED");
                http.get(history + "?cursor=" + cursor(instant)).refused(400, "VALIDATION_FAILED");
            }
        });
    }

    @Test
    void textsThatPostgresDoesNotTake_areRefused() throws Exception {
        attacked.assertSurvivesQuietly(() -> {
            var http = attacked.httpFrom("127.0.10.2");
            http.get("/territories?region=%00").refused(400, "VALIDATION_FAILED");
            for (var text : List.of("\\u0000", "\\ud800", "\\udc00\\ud800")) {
                var body = "{\"login\": \"odd" + text + "\", \"password\": \"long enough" + text + "\"}";
                attacked.stranger().raw("POST", "/auth/login", body).refused(400, "VALIDATION_FAILED");
            }
        });
    }

    @Test
    void jsonThatIsTooMuch_isRefused() throws Exception {
        var levels = 100_000;
        attacked.assertSurvivesQuietly(() -> {
            for (var json : List.of(
                    "[".repeat(levels) + "]".repeat(levels),
                    "{\"login\": \"odd\", \"login\": \"even\", \"password\": \"long enough\"}",
                    "{\"login\": " + "1".repeat(200_000) + "}",
                    "{\"login\": \"" + "x".repeat(200_000) + "\"}",
                    "{\"login\": \"odd\", \"password\": \"long enough\"} {}")) {
                attacked.stranger().raw("POST", "/auth/login", json).refused(400, "VALIDATION_FAILED");
            }
        });
    }

    @Test
    void whatIsNoHandshake_atThePathOfWebSockets_isRefused() throws Exception {
        var begun = "GET /rsocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\n";
        var upgrade = "Upgrade: websocket\r\n";
        var key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        attacked.assertSurvivesQuietly(() -> {
            for (var i = 1; i <= ADDRESSES; i++) {
                for (var headers : List.of(
                        "",
                        upgrade + key,
                        upgrade + "Sec-WebSocket-Version: 13\r\n",
                        upgrade + "Sec-WebSocket-Version: 99\r\n" + key)) {
                    assertThat(answers("127.0.13." + i, begun + headers + "\r\n"))
                            .as(headers)
                            .startsWith("HTTP/1.1 400")
                            .contains("application/problem+json", "VALIDATION_FAILED");
                }
            }
        });
    }

    @Test
    void garbage() throws Exception {
        var random = new Random(8);
        attacked.assertSurvivesQuietly(() -> {
            for (var i = 0; i < GARBAGE; i++) {
                var source = "127.0.10." + (20 + i % 100);
                try (var connection = RawHttp.from(source, attacked.addresses().http())) {
                    connection.send(garbage(random)).endOfOutput();
                    assertThat(RawHttp.statuses(connection.answers(ANSWERED))).allMatch(status -> status < 500);
                } catch (SocketException _) {
                    // It was closed before all was sent.
                }
            }
        });
    }

    /// Often begun well, so that it gets further.
    private static byte[] garbage(Random random) {
        var bytes = new byte[random.nextInt(100, 2_000)];
        random.nextBytes(bytes);
        if (random.nextInt(4) > 0) {
            var beginning = "GET /api/v1/me HTTP/1.1\r\n".getBytes(US_ASCII);
            System.arraycopy(beginning, 0, bytes, 0, beginning.length);
        }
        return bytes;
    }

    private String answers(String request) throws IOException {
        return answers("127.0.10.1", request);
    }

    private String answers(String source, String request) throws IOException {
        try (var connection = RawHttp.from(source, attacked.addresses().http())) {
            return connection.send(request).answers(ANSWERED);
        }
    }

    /// @param more headers
    private static String creating(String path, String token, String name, String more) {
        var body = "{\"name\": \"" + name + "\"}";
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n" + more + "\r\n" + body;
    }

    private long serversNamed(String name) {
        try (var stored = StoredState.open(attacked.servers())) {
            return stored.number("select count(*) from identity_game_server where name = ?", name);
        }
    }

    /// As a page would have ended there.
    private static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(UTF_8));
    }
}
