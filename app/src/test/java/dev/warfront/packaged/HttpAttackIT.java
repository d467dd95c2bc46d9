package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.wire.Wire;
import dev.warfront.testing.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

/// How much a stranger may send over HTTP without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class HttpAttackIT {

    private static final Duration ANSWERED = Duration.ofMinutes(1);

    private static final int FORGED = Depth.isDeep() ? 20_000 : 2_000;

    private static final int SIGNATURE_BYTES = 64;

    /// As shipped: `unverified` of an address.
    private static final int CHECKS_BURST = 200;

    private static final int CHECKS_PER_SECOND = 50;

    /// As shipped: `unverified-session`, at once and a minute.
    private static final int SESSION_CHECKS = 4;

    private static final String CHECKS = "war_token_checks_total";

    /// As shipped: `anonymous` of an address, a second and at once, and the node's third where Redis is slow.
    private static final int ANONYMOUS = 20 + 20 / 3;

    private static final int REQUESTS = Depth.isDeep() ? 20_000 : 300;

    private static final int QUESTIONS = 500;

    /// Far less than a body may have in bytes, far more than it may weigh.
    private static final int PIECES = 10_000;

    /// Of an address within an hour, as shipped.
    private static final int REGISTRATIONS = 3;

    private static final String STATEMENTS_WITHOUT_A_TABLE = "war_db_query_latency_seconds_count{query=\"select\"}";

    private final Attacked attacked;

    HttpAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    /// From many addresses nearly as many as the node takes, each with half a head, and then more than that.
    @Test
    void connectionsHeldByOthers_leaveRoomForSomebodyNew() throws Exception {
        HeldConnections.crowd(attacked, Attacked.CONNECTIONS_MAX);
    }

    @Test
    void connectionsHeldToThePortOfOperators_leaveRoomForThem() throws Exception {
        attacked.assertSurvives(() -> {
            try (var held = HeldConnections.silent(attacked.management())) {
                held.hold(200);
                assertThat(attacked.health("liveness")).isEqualTo("UP");
                held.awaitAtMost(64);
            }
        });
    }

    /// Of sessions that nobody knows, so that they count by the address.
    @Test
    void forgedTokens_areNotChecked_andWhoIsKnownAtTheirAddressIsServed() throws Exception {
        assertNotChecked(
                claims -> claims.put("sid", UUID.randomUUID().toString()),
                seconds -> CHECKS_BURST + CHECKS_PER_SECOND * seconds);
    }

    /// Of the bystander's session.
    @Test
    void forgedTokensOfASession_areNotChecked_andWhoIsKnownByItIsServed() throws Exception {
        assertNotChecked(_ -> {}, seconds -> SESSION_CHECKS * (2 + seconds / 60));
    }

    /// From the address of the bystander, whose token is known by then.
    private void assertNotChecked(Consumer<ObjectNode> change, LongUnaryOperator checksMax) throws Exception {
        attacked.assertSurvives(bystander -> {
            bystander.assertServed();
            var http = attacked.http();
            var good = attacked.token();
            var random = new Random(8);
            var checkedBefore = attacked.figure(CHECKS);
            var begun = System.nanoTime();
            var statuses = HttpFlood.statuses(FORGED, () -> http.get("/me").as(forged(good, change, random)));
            assertThat(statuses.keySet()).isSubsetOf(401, 429);
            assertThat(attacked.figure(CHECKS) - checkedBefore)
                    .isBetween(1L, checksMax.applyAsLong(secondsSince(begun)));
            bystander.assertServed();
        });
    }

    @Test
    void requestsWithoutEnd_ofOneAddress() throws Exception {
        attacked.assertSurvives(() -> {
            var http = attacked.httpFrom("127.0.8.1");
            var begun = System.nanoTime();
            var statuses = HttpFlood.statuses(REQUESTS, () -> http.get("/territories/" + UUID.randomUUID()));
            assertThat(statuses.keySet()).isSubsetOf(404, 429);
            assertThat(statuses.getOrDefault(404, 0L)).isBetween(1L, ANONYMOUS * (1 + secondsSince(begun)));
        });
    }

    /// On Kubernetes, where Boot would believe it.
    @Test
    void addressesThatAStrangerSaysItIsForwardedFor_areNotBelieved() throws Exception {
        attacked.assertSurvives(() -> {
            var http = attacked.httpFrom("127.0.8.2");
            var statuses = IntStream.range(0, 2 * REGISTRATIONS)
                    .mapToObj(i -> http.post("/auth/register", Map.of())
                            .header("X-Forwarded-For", "10.0.0." + i)
                            .header("Forwarded", "for=10.0.1." + i)
                            .send()
                            .status())
                    .toList();
            assertThat(statuses).containsOnly(400, 429);
            assertThat(Collections.frequency(statuses, 400)).isLessThanOrEqualTo(REGISTRATIONS);
        });
    }

    /// Each time it is found out, PostgreSQL is asked whether it is there.
    @Test
    void questionsForReadiness_manyAtOnce() throws Exception {
        attacked.assertSurvives(() -> {
            var asking = new ArrayList<RawHttp>();
            var before = attacked.figure(STATEMENTS_WITHOUT_A_TABLE);
            var begun = System.nanoTime();
            try {
                for (var i = 0; i < QUESTIONS; i++) {
                    var source = "127.0.8." + (10 + i % 5);
                    asking.add(RawHttp.from(source, attacked.addresses().http()));
                }
                for (var each : asking) {
                    each.send("GET /actuator/health/readiness HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                }
                for (var each : asking) {
                    assertThat(each.answers(ANSWERED))
                            .startsWith("HTTP/1.1 200")
                            .contains("{\"status\":\"UP\"}");
                }
            } finally {
                for (var each : asking) {
                    each.close();
                }
            }
            assertThat(attacked.figure(STATEMENTS_WITHOUT_A_TABLE) - before)
                    .isLessThan(QUESTIONS / 10 + 2 * secondsSince(begun));
        });
    }

    /// Each costs more memory than its byte.
    @Test
    void bodiesInPiecesOfOneByte() throws Exception {
        var body = "1\r\nx\r\n".repeat(PIECES) + "0\r\n\r\n";
        attacked.assertSurvives(() -> {
            for (var i = 0; i < (Depth.isDeep() ? 50 : 1); i++) {
                try (var connection = RawHttp.from(
                        "127.0.8." + (100 + i), attacked.addresses().http())) {
                    connection.send(String.join(
                            "\r\n",
                            "POST /api/v1/auth/login HTTP/1.1",
                            "Host: x",
                            "Connection: close",
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked",
                            "",
                            ""));
                    connection.send(body);
                    assertThat(RawHttp.statuses(connection.answers(ANSWERED))).containsExactly(413);
                }
            }
        });
    }

    /// How often Redis was asked whether it is there.
    /// Rounded up.
    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds() + 1;
    }

    private static String forged(String good, Consumer<ObjectNode> change, Random random) {
        var parts = good.split("\\.", -1);
        var claims = (ObjectNode) Wire.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        change.accept(claims);
        var signature = new byte[SIGNATURE_BYTES];
        random.nextBytes(signature);
        return parts[0] + "." + encoded(Wire.JSON.writeValueAsBytes(claims)) + "." + encoded(signature);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
