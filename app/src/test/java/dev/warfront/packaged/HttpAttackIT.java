package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// How much a stranger may send over HTTP without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class HttpAttackIT {

    private static final Duration ANSWERED = Duration.ofSeconds(10);

    private static final int FORGED = Depth.isDeep() ? 20_000 : 1_000;

    private static final int SIGNATURE_BYTES = 64;

    /// As shipped: `unverified-session`, at once and a minute.
    private static final int SESSION_CHECKS = 4;

    private static final Pattern CHECKS = Pattern.compile("(?m)^war_token_checks_total ([0-9.E]+)$");

    /// As shipped: `anonymous` of an address, a second and at once.
    private static final int ANONYMOUS = 20;

    private static final int REQUESTS = Depth.isDeep() ? 20_000 : 300;

    private static final int QUESTIONS = 500;

    private static final int PIECES = 100_000;

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
            try (var held = new HeldConnections(attacked.management())) {
                held.hold(200);
                assertThat(attacked.health("liveness")).isEqualTo("UP");
                held.awaitAtMost(64);
            }
        });
    }

    /// From the address of the bystander, whose token is known by then, and of its session.
    @Test
    void forgedTokens_areNotChecked_andWhoIsKnownAtTheirAddressIsServed() throws Exception {
        attacked.assertSurvives(bystander -> {
            bystander.assertServed();
            var http = attacked.http();
            var good = attacked.token();
            var random = new Random(8);
            var statuses = new TreeMap<Integer, Integer>();
            var checkedBefore = checks();
            var begun = System.nanoTime();
            for (var i = 0; i < FORGED; i++) {
                statuses.merge(http.get("/me").as(forged(good, random)).send().status(), 1, Integer::sum);
            }
            assertThat(statuses).containsOnlyKeys(401, 429);
            assertThat(checks() - checkedBefore).isBetween(1L, SESSION_CHECKS * (2 + secondsSince(begun) / 60));
            bystander.assertServed();
        });
    }

    @Test
    void requestsWithoutEnd_ofOneAddress() throws Exception {
        attacked.assertSurvives(() -> {
            var http = attacked.httpFrom("127.0.8.1");
            var statuses = new TreeMap<Integer, Integer>();
            var begun = System.nanoTime();
            for (var i = 0; i < REQUESTS; i++) {
                var answer = http.get("/territories/" + UUID.randomUUID()).send();
                statuses.merge(answer.status(), 1, Integer::sum);
            }
            assertThat(statuses).containsOnlyKeys(404, 429);
            assertThat(statuses.getOrDefault(404, 0).longValue())
                    .isLessThanOrEqualTo(ANONYMOUS * (1 + secondsSince(begun)));
        });
    }

    /// On Kubernetes, where Boot would believe it.
    @Test
    void addressesThatAStrangerSaysItIsForwardedFor_areNotBelieved() throws Exception {
        attacked.assertSurvives(() -> {
            var http = attacked.httpFrom("127.0.8.2");
            var statuses = IntStream.range(0, 5)
                    .mapToObj(i -> http.post("/auth/register", Map.of())
                            .header("X-Forwarded-For", "10.0.0." + i)
                            .header("Forwarded", "for=10.0.1." + i)
                            .send()
                            .status())
                    .toList();
            assertThat(statuses).containsExactly(400, 400, 400, 429, 429);
        });
    }

    @Test
    void questionsForReadiness_manyAtOnce() throws Exception {
        attacked.assertSurvives(() -> {
            var asking = new ArrayList<RawHttp>();
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
            assertThat(attacked.health("kafka")).isEqualTo("UP");
        });
    }

    /// Each costs more memory than its byte.
    @Test
    void bodiesInPiecesOfOneByte() throws Exception {
        var body = "1\r\nx\r\n".repeat(PIECES) + "0\r\n\r\n";
        attacked.assertSurvives(() -> {
            for (var i = 0; i < (Depth.isDeep() ? 50 : 1); i++) {
                try (var connection =
                        RawHttp.from("127.0.8.3", attacked.addresses().http())) {
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
                    assertThat(RawHttp.statuses(connection.answers(ANSWERED)))
                            .hasSize(1)
                            .isSubsetOf(413, 429);
                }
            }
        });
    }

    /// How many tokens were checked since its start.
    private long checks() {
        var page = new Http(attacked.management())
                .get("/actuator/prometheus")
                .send()
                .body();
        var found = CHECKS.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return (long) Double.parseDouble(found.group(1));
    }

    /// Rounded up.
    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds() + 1;
    }

    private static String forged(String good, Random random) {
        var signature = new byte[SIGNATURE_BYTES];
        random.nextBytes(signature);
        return good.substring(0, good.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
