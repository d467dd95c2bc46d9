package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
    void textsThatPostgresDoesNotTake_andFarCursors_areRefused() throws Exception {
        attacked.assertSurvivesQuietly(() -> {
            var http = attacked.httpFrom("127.0.10.2");
            http.get("/territories?region=%00").refused(400, "VALIDATION_FAILED");
            for (var instant : List.of(FAR_FUTURE, FAR_PAST)) {
                var cursor = cursor(instant);
                http.get("/clan-wars?cursor=" + cursor).refused(400, "VALIDATION_FAILED");
                http.get("/battles?cursor=" + cursor).refused(400, "VALIDATION_FAILED");
            }
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
        try (var connection = RawHttp.from("127.0.10.1", attacked.addresses().http())) {
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
    private static String cursor(String instant) {
        var parts = instant + "\n" + UUID.randomUUID();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
    }
}
