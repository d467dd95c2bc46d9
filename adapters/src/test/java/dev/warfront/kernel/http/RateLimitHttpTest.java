package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.WebSocketPath;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.http.ReadyReads.ReadyAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The rate of each class of requests, as a client meets it.
class RateLimitHttpTest {
    private static final Rate MANY = rate(50);
    private static final RateSettings RATES = new RateSettings(
            true, rate(9), rate(3), rate(10), rate(5), MANY, MANY, rate(6), rate(7), rate(8), MANY, MANY, 1, 1);
    private static final Rate ONE = rate(1);
    private static final WebSocketPath WEB_SOCKETS = () -> "/rsocket";
    private static final UUID ID = UUID.randomUUID();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final HttpServer server = HttpServer.limited(
            RATES,
            new ClockTicker(clock),
            new Rated() {},
            new RatedLogIns(),
            WEB_SOCKETS,
            (ReadyReads) RateLimitHttpTest::ready,
            new ProbeController(new ApplicationAvailabilityBean(), () -> Mono.just(true)));
    private final WebTestClient client = server.client();
    private final String player = UUID.randomUUID() + " PLAYER";
    private final String gameServer = UUID.randomUUID() + " GAME_SERVER";

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenAGatewayThatCounts_onlyWhatItCannotTellApartIsCountedHere() {
        try (var open = HttpServer.limited(
                new RateSettings(false, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, 1, 1),
                new ClockTicker(clock),
                new Rated() {},
                new RatedLogIns(),
                (ReadyReads) RateLimitHttpTest::ready)) {
            for (var path : List.of("/api/v1/hot", "/api/v1/rated/" + ID)) {
                for (var i = 0; i < 3; i++) {
                    open.client()
                            .get()
                            .uri(path)
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectHeader()
                            .doesNotExist("RateLimit");
                }
            }
            for (var status : List.of(200, 429)) {
                open.client()
                        .post()
                        .uri("/api/v1/rated/login")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status);
            }
            for (var status : List.of(401, 429)) {
                open.client()
                        .get()
                        .uri("/api/v1/rated/mine")
                        .header("Authorization", "Bearer forged")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status);
            }
        }
    }

    @Test
    void givenAPathOfWebSockets_whatIsNoHandshakeIsMalformed() {
        for (var method : List.of(HttpMethod.GET, HttpMethod.POST)) {
            var answer = send(method, WEB_SOCKETS.path(), null);

            assertThat(answer.getStatus().value()).isEqualTo(400);
            assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(answer.getResponseBody()).contains("\"code\":\"VALIDATION_FAILED\"", "\"field\":\"handshake\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/rated/{id}, , anonymous, 9",
        "GET, /api/v1/rated/{id}?a=b, , anonymous, 9",
        "GET, /api/v1/nowhere, , anonymous, 9",
        "GET, /rsocket, , anonymous, 9",
        "GET, /rsocket, PLAYER, account, 3",
        "GET, /api/v1/rated/mine, , anonymous, 9",
        "POST, /api/v1/rated/ingest, , anonymous, 9",
        "POST, /api/v1/rated/open, , anonymous, 9",
        "GET, /api/v1/rated/{id}, PLAYER, account, 3",
        "GET, /api/v1/rated/mine, PLAYER, account, 3",
        "GET, /api/v1/nowhere, PLAYER, account, 3",
        "POST, /api/v1/rated, PLAYER, write, 10",
        "POST, /api/v1/rated/ingest, PLAYER, write, 10",
        "POST, /api/v1/rated/login, , login, 5",
        "POST, /api/v1/rated/login, PLAYER, login, 5",
        "GET, /api/v1/rated, , search, 6",
        "GET, /api/v1/rated, PLAYER, search, 6",
        "POST, /api/v1/rated/ingest, GAME_SERVER, ingest, 7",
        "GET, /api/v1/hot, , hot-read, 8",
    })
    void givenAClass_soManyAreAdmitted_andTheNextIsToldWhenToComeAgain(
            HttpMethod method, String path, @Nullable String role, String limit, int burst) {
        for (var left = burst - 1; left >= 0; left--) {
            var answer = send(method, path, role);
            assertThat(answer.getStatus().value()).as(path).isNotEqualTo(429);
            assertThat(answer.getResponseHeaders().getFirst("RateLimit-Policy"))
                    .isEqualTo("\"" + limit + "\";q=" + burst + ";w=" + 10 * burst);
            assertThat(answer.getResponseHeaders().getFirst("RateLimit"))
                    .isEqualTo("\"" + limit + "\";r=" + left + ";t=" + 10 * (burst - left));
        }

        var refused = send(method, path, role);
        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseBody()).contains("\"code\":\"RATE_LIMITED\"", "\"retry_at\":");
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isEqualTo("10");
        assertThat(refused.getResponseHeaders().getFirst("RateLimit")).startsWith("\"" + limit + "\";r=0");
        assertThat(refused.getResponseHeaders().getFirst("X-Content-Type-Options"))
                .isEqualTo("nosniff");
        assertThat(server.metrics()
                        .counter("war.http.requests.limited", "limit", limit)
                        .count())
                .isEqualTo(1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(send(method, path, role).getStatus().value()).isNotEqualTo(429);
        assertThat(send(method, path, role).getStatus().value()).isEqualTo(429);
    }

    @Test
    void givenAClassThatIsUsedUp_theOthersAreServed_andSoAreOtherAccounts() {
        exhaust(HttpMethod.GET, "/api/v1/rated/mine", "PLAYER");
        exhaust(HttpMethod.GET, "/api/v1/rated/" + ID, null);

        assertThat(send(HttpMethod.POST, "/api/v1/rated", "PLAYER").getStatus().value())
                .isEqualTo(200);
        assertThat(send(HttpMethod.POST, "/api/v1/rated/ingest", "GAME_SERVER")
                        .getStatus()
                        .value())
                .isEqualTo(200);
        client.get()
                .uri("/api/v1/rated/mine")
                .header(HttpServer.CALLER, UUID.randomUUID() + " PLAYER")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @CsvSource({"Bearer forged, 401", "Basic bm9ib2R5Om5vYm9keQ==, 401"})
    void givenWhatProvesNobody_itIsCountedByItsAddress(String authorization, int status) {
        for (var i = 0; i < 9; i++) {
            client.get()
                    .uri("/api/v1/rated/mine")
                    .header("Authorization", authorization)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(status);
        }

        client.get()
                .uri("/api/v1/rated/mine")
                .header("Authorization", authorization)
                .exchange()
                .expectStatus()
                .isEqualTo(429);
        assertThat(send(HttpMethod.GET, "/api/v1/rated/" + ID, null).getStatus().value())
                .isEqualTo(429);
    }

    @Test
    void givenLogIns_theyCountAmongTheRequestsOfTheirAddressToo() {
        for (var i = 0; i < 9; i++) {
            send(HttpMethod.POST, "/api/v1/rated/login", null);
        }

        assertThat(send(HttpMethod.GET, "/api/v1/rated/" + ID, null).getStatus().value())
                .isEqualTo(429);
    }

    @Test
    void givenThoseWhoWatchOverTheProgram_theyAreNeverRefused() {
        for (var i = 0; i < 20; i++) {
            client.get()
                    .uri("/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .doesNotExist("RateLimit");
        }
    }

    private void exhaust(HttpMethod method, String path, @Nullable String role) {
        while (send(method, path, role).getStatus().value() != 429) {
            assertThat(server.metrics().find("war.http.requests.limited").counters())
                    .hasSizeLessThan(10);
        }
    }

    private EntityExchangeResult<String> send(HttpMethod method, String path, @Nullable String role) {
        var request = client.method(method).uri(path, ID);
        if (role != null) {
            request.header(HttpServer.CALLER, role.equals("PLAYER") ? player : gameServer);
        }
        return request.exchange().expectBody(String.class).returnResult();
    }

    /// A token in ten seconds.
    private static Rate rate(int burst) {
        return new Rate(6, Duration.ofMinutes(1), burst);
    }

    private static @Nullable ReadyAnswer ready(String path) {
        return path.equals("/api/v1/hot")
                ? new ReadyAnswer("GET /api/v1/hot", "{}".getBytes(StandardCharsets.UTF_8), "\"1\"")
                : null;
    }

    @RestController
    abstract static class Rated {
        @GetMapping("/api/v1/rated/{id}")
        @Allow(everyone = true)
        Mono<ResponseEntity<RatedJson>> read(@PathVariable UUID id) {
            return Mono.just(Answer.ok(new RatedJson(id), 1));
        }

        @GetMapping("/api/v1/rated/mine")
        @Allow
        Mono<ResponseEntity<RatedJson>> mine() {
            return Mono.just(Answer.ok(new RatedJson(ID), 1));
        }

        @GetMapping("/api/v1/rated")
        @Allow(everyone = true)
        Mono<ResponseEntity<Answer.ListJson<RatedJson>>> search() {
            return Mono.just(Answer.page(new Page<>(List.of(new RatedJson(ID)), null), one -> one));
        }

        @PostMapping("/api/v1/rated")
        @Allow(Role.PLAYER)
        @WithoutKey("changes nothing")
        Mono<ResponseEntity<RatedJson>> write() {
            return mine();
        }

        @PostMapping("/api/v1/rated/ingest")
        @Allow(Role.GAME_SERVER)
        @WithoutKey("changes nothing")
        Mono<ResponseEntity<RatedJson>> ingest() {
            return mine();
        }

        @PostMapping("/api/v1/rated/open")
        @Allow(everyone = true)
        @WithoutKey("changes nothing")
        Mono<ResponseEntity<RatedJson>> open() {
            return mine();
        }

        @PostMapping("/api/v1/rated/login")
        @Allow(everyone = true)
        @WithoutKey("changes nothing")
        @Limited("rated.login")
        Mono<ResponseEntity<RatedJson>> logIn() {
            return mine();
        }
    }

    /// By address.
    private static final class RatedLogIns implements RouteRate {
        @Override
        public String name() {
            return "rated.login";
        }

        @Override
        public Flux<Bucket> buckets(Asked asked) {
            return Flux.just(new Bucket(RequestClass.LOGIN, asked.address().text()));
        }
    }

    record RatedJson(UUID id) {}
}
