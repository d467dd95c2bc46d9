package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.http.ReadyReads.ReadyAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/// Pages of other origins, as their browsers ask for them.
class CrossOriginHttpTest {
    private static final String LISTED = "https://play.example.com";
    private static final String OTHER = "https://elsewhere.net";
    private static final String PRESENT = "http://localhost:5173";
    private static final CorsSettings ORIGINS = new CorsSettings(List.of(LISTED, "http://localhost:*"));
    private static final int BURST = 9;
    private static final Rate RATE = new Rate(6, Duration.ofMinutes(1), BURST);
    private static final RateSettings RATES =
            new RateSettings(true, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, RATE, 1, 1);

    private final AtomicInteger filtered = new AtomicInteger();
    private final WebFilter filter = (exchange, chain) -> {
        filtered.incrementAndGet();
        return chain.filter(exchange);
    };
    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final HttpServer server = HttpServer.openTo(
            ORIGINS, RATES, new ClockTicker(clock), new Pages() {}, (ReadyReads) CrossOriginHttpTest::ready, filter);
    private final WebTestClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/hot, , 200",
        "GET, /api/v1/pages/1, , 200",
        "GET, /api/v1/pages/1, PLAYER, 200",
        "HEAD, /api/v1/pages/1, , 200",
        "GET, /api/v1/pages/mine, , 401",
        "GET, /api/v1/pages/mine, ADMIN, 403",
        "GET, /api/v1/pages/1?unknown=2, , 400",
        "GET, /api/v1/nowhere, , 404",
        "DELETE, /api/v1/pages/1, , 405",
        "GET, /api/v1/pages/%41, , 400",
        "POST, /api/v1/pages, PLAYER, 200",
        "POST, /api/v1/pages/bad, PLAYER, 500",
    })
    void givenAListedOrigin_whateverIsAnswered_itsPageMayReadIt(
            HttpMethod method, String path, @Nullable String role, int status) {
        for (var origin : List.of(LISTED, PRESENT)) {
            var answer = send(method, path, role, origin);

            assertThat(answer.getStatus().value()).isEqualTo(status);
            assertThat(answer.getResponseHeaders().getAccessControlAllowOrigin())
                    .isEqualTo(origin);
            assertThat(answer.getResponseHeaders().getAccessControlExposeHeaders())
                    .contains("ETag", "Location", "Retry-After", "RateLimit", "X-Correlation-Id");
            assertThat(answer.getResponseHeaders().getVary()).contains("Origin");
            assertThat(answer.getResponseHeaders().getAccessControlAllowCredentials())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/hot", "/api/v1/pages/1"})
    void givenAListedOrigin_aPlainReadMeetsNoFilter(String path) {
        send(HttpMethod.GET, path, null, LISTED);

        assertThat(filtered).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/hot", "/api/v1/pages/1"})
    void givenMoreThanTheRate_thePageMayReadWhenToComeAgain(String path) {
        for (var i = 0; i < BURST; i++) {
            send(HttpMethod.GET, path, null, LISTED);
        }

        var refused = send(HttpMethod.GET, path, null, LISTED);

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseHeaders().getAccessControlAllowOrigin()).isEqualTo(LISTED);
        assertThat(refused.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/hot", "/api/v1/pages/1", "/api/v1/nowhere"})
    void givenAnOriginThatIsNotListed_itIsAnsweredAsIfThereWereNone(String path) {
        var plain = send(HttpMethod.GET, path, null, null);

        for (var origin : List.of(OTHER, "null", "https://play.example.com.elsewhere.net", "%%%")) {
            var answer = send(HttpMethod.GET, path, null, origin);
            assertThat(answer.getStatus()).isEqualTo(plain.getStatus());
            assertNothingAllowed(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/hot, 'authorization,if-none-match'",
        "GET, /api/v1/pages/mine, authorization",
        "POST, /api/v1/pages, 'authorization,content-type,idempotency-key,x-correlation-id'",
        "PUT, /api/v1/pages/1, 'if-match,content-type'",
        "DELETE, /api/v1/nowhere, if-match",
    })
    void givenAListedOrigin_itsBrowserIsToldAheadWhatItMaySend_withoutAToken(
            String method, String path, String headers) {
        var answer = ahead(path, LISTED, method, headers);

        assertThat(answer.getStatus().value()).isEqualTo(204);
        var told = answer.getResponseHeaders();
        assertThat(told.getAccessControlAllowOrigin()).isEqualTo(LISTED);
        assertThat(told.getAccessControlAllowMethods()).contains(HttpMethod.valueOf(method));
        assertThat(told.getAccessControlAllowHeaders())
                .map(header -> header.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder(headers.split(",", -1));
        assertThat(told.getAccessControlMaxAge()).isEqualTo(3600);
        assertThat(told.getFirst("X-Correlation-Id")).isNotBlank();
        assertThat(told.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"PATCH, content-type", "GET, x-secret"})
    void givenAListedOriginThatWantsToSendMore_itIsRefused(String method, String headers) {
        var answer = ahead("/api/v1/pages/1", LISTED, method, headers);

        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(answer.getResponseBody()).contains("\"code\":\"FORBIDDEN\"");
        assertNothingAllowed(answer);
    }

    @Test
    void givenAnOriginThatIsNotListed_itsBrowserIsToldNothingAhead() {
        var answer = ahead("/api/v1/pages/1", OTHER, "GET", "authorization");

        assertThat(answer.getStatus().is2xxSuccessful()).isFalse();
        assertNothingAllowed(answer);
    }

    @Test
    void givenNoOrigins_nobodyIsToldAnything() {
        try (var closed = HttpServer.of(new Pages() {}, (ReadyReads) CrossOriginHttpTest::ready)) {
            for (var path : List.of("/api/v1/hot", "/api/v1/pages/1")) {
                var answer = closed.client()
                        .get()
                        .uri(path)
                        .header(HttpHeaders.ORIGIN, LISTED)
                        .exchange()
                        .expectBody(String.class)
                        .returnResult();
                assertThat(answer.getStatus().value()).isEqualTo(200);
                assertNothingAllowed(answer);
            }
            closed.client()
                    .options()
                    .uri("/api/v1/pages/1")
                    .header(HttpHeaders.ORIGIN, LISTED)
                    .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET")
                    .exchange()
                    .expectStatus()
                    .is4xxClientError()
                    .expectHeader()
                    .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
    }

    @Test
    void givenQuestionsAhead_theyCountAsThoseOfNobodyKnown_andTheRefusalCanBeRead() {
        for (var left = BURST - 1; left >= 0; left--) {
            var answer = ahead("/api/v1/pages/1", LISTED, "GET", "authorization");
            assertThat(answer.getStatus().value()).isEqualTo(204);
            assertThat(answer.getResponseHeaders().getFirst("RateLimit")).startsWith("\"anonymous\";r=" + left);
        }

        var refused = ahead("/api/v1/pages/1", LISTED, "GET", "authorization");

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseHeaders().getAccessControlAllowOrigin()).isEqualTo(LISTED);
        assertThat(send(HttpMethod.GET, "/api/v1/pages/1", null, LISTED)
                        .getStatus()
                        .value())
                .isEqualTo(429);
    }

    private static void assertNothingAllowed(EntityExchangeResult<String> answer) {
        assertThat(answer.getResponseHeaders().headerNames()).noneMatch(name -> name.startsWith("Access-Control-"));
    }

    private EntityExchangeResult<String> ahead(String path, String origin, String method, String headers) {
        return client.options()
                .uri(path)
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, method)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, headers)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> send(
            HttpMethod method, String path, @Nullable String role, @Nullable String origin) {
        var request = client.method(method).uri(URI.create(server.address() + path));
        if (role != null) {
            request.header(HttpServer.CALLER, UUID.randomUUID() + " " + role);
        }
        if (origin != null) {
            request.header(HttpHeaders.ORIGIN, origin);
        }
        return request.header("Idempotency-Key", UUID.randomUUID().toString())
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static @Nullable ReadyAnswer ready(String path) {
        return path.equals("/api/v1/hot")
                ? new ReadyAnswer("GET /api/v1/hot", "{}".getBytes(StandardCharsets.UTF_8), "\"1\"")
                : null;
    }

    record PageJson(String name) {}

    /// Abstract, so that no scan takes it into a program.
    @RestController
    abstract static class Pages {
        @GetMapping("/api/v1/pages/{id}")
        @Allow(everyone = true)
        Mono<ResponseEntity<PageJson>> page(@PathVariable int id) {
            return Mono.just(Answer.ok(new PageJson("page " + id), 1));
        }

        @GetMapping("/api/v1/pages/mine")
        @Allow(Role.PLAYER)
        Mono<ResponseEntity<PageJson>> mine() {
            return page(0);
        }

        @PostMapping("/api/v1/pages")
        @Allow(Role.PLAYER)
        Mono<ResponseEntity<PageJson>> write() {
            return page(1);
        }

        @PostMapping("/api/v1/pages/bad")
        @Allow(Role.PLAYER)
        Mono<ResponseEntity<PageJson>> fail() {
            return Mono.error(new IllegalStateException("a bug"));
        }
    }
}
