package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Role;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Reads that meet no filter are answered like those that do. What sends a read the ordinary way here is a second media
/// type that it accepts.
class DirectReadsTest {
    private static final String PLAIN = "application/json";
    private static final String ORDINARY = "application/json, text/plain";
    private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-00000000000b");

    private static final AtomicInteger filtered = new AtomicInteger();

    private static HttpServer server;
    private static WebTestClient client;

    @BeforeAll
    static void start() {
        server = HttpServer.hurried(Duration.ofSeconds(1), new ThingsController() {}, new Filter());
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        filtered.set(0);
    }

    /// Abstract, so that no scan takes it into a program.
    @RestController
    @Allow(everyone = true)
    abstract static class ThingsController {
        @GetMapping("/api/v1/direct/{id}")
        Mono<ResponseEntity<ThingJson>> thing(@PathVariable UUID id, Optional<Caller> caller) {
            return Mono.just(Answer.ok(new ThingJson(id.toString(), caller.isPresent()), 7));
        }

        @GetMapping("/api/v1/direct/first")
        Mono<ResponseEntity<ThingJson>> first(@RequestParam int depth, PageRequest page) {
            return Mono.just(ResponseEntity.ok()
                    .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                    .body(new ThingJson("first " + depth + " of " + page.limit(), false)));
        }

        @GetMapping("/api/v1/direct/{id}/none")
        Mono<ResponseEntity<ThingJson>> none(@PathVariable UUID id) {
            return Mono.error(new ProblemException(Problem.with(HttpStatus.NOT_FOUND, "NOT_FOUND")));
        }

        @GetMapping("/api/v1/direct/{id}/never")
        Mono<ResponseEntity<ThingJson>> never(@PathVariable UUID id) {
            return Mono.never();
        }

        @GetMapping("/api/v1/direct/{id}/empty")
        Mono<ResponseEntity<ThingJson>> empty(@PathVariable UUID id) {
            return Mono.empty();
        }

        @GetMapping("/api/v1/direct/{id}/mine")
        @Allow(Role.PLAYER)
        Mono<ResponseEntity<ThingJson>> mine(@PathVariable UUID id, Caller caller) {
            return Mono.just(Answer.ok(new ThingJson(caller.id().value().toString(), true), 1));
        }
    }

    /// The first of them, since others refuse.
    private static final class Filter implements WebFilter, Ordered {
        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            filtered.incrementAndGet();
            return chain.filter(exchange);
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    record ThingJson(String name, boolean known) {}

    record Seen(
            HttpStatusCode status,
            Map<String, String> headers,
            @Nullable String body) {}

    @ParameterizedTest
    @CsvSource({
        "/api/v1/direct/{id}, , , 200",
        "/api/v1/direct/{id}, PLAYER, , 200",
        "/api/v1/direct/{id}, , \"7\", 304",
        "/api/v1/direct/{id}, , \"6\", 200",
        "/api/v1/direct/first?depth=3&limit=5, , , 200",
        "/api/v1/direct/first, , , 400",
        "/api/v1/direct/first?depth=x, , , 400",
        "/api/v1/direct/first?depth=1&limit=0, , , 400",
        "/api/v1/direct/first?depth=3&limt=5, , , 400",
        "/api/v1/direct/first?depth=3&depth=4, , , 400",
        "/api/v1/direct/first?depth=3&cursor, , , 400",
        "/api/v1/direct/{id}?depth=3, PLAYER, , 400",
        "/api/v1/direct/{id}?, , , 200",
        "/api/v1/direct/second, , , 400",
        "/api/v1/direct/{id}/none, , , 404",
        "/api/v1/direct/{id}/never, , , 504",
        "/api/v1/direct/{id}/empty, , , 200",
        "/api/v1/direct/{id}/mine, PLAYER, , 200"
    })
    void givenAPlainRead_itIsAnsweredAsBehindTheFilters_withoutThem(
            String path, @Nullable String role, @Nullable String known, int status) {
        var direct = get(path, role, known, PLAIN);
        assertThat(filtered).hasValue(0);
        var ordinary = get(path, role, known, ORDINARY);
        assertThat(filtered).hasValue(1);

        assertThat(direct).isEqualTo(ordinary);
        assertThat(direct.status().value()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/direct/{id}/mine, , 401", "/api/v1/direct/{id}/mine, ADMIN, 403", "/api/v1/direct/%41, , 400"})
    void givenAReadThatIsNotPlainlyPermitted_theFiltersRefuseIt(String path, @Nullable String role, int status) {
        assertThat(get(path, role, null, PLAIN).status().value()).isEqualTo(status);
        assertThat(filtered.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void givenABadToken_theFiltersRefuseIt_alsoWhereNobodyNeedsOne() {
        client.get()
                .uri("/api/v1/direct/" + ID)
                .headers(headers -> headers.setBearerAuth("forged"))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static Seen get(String path, @Nullable String role, @Nullable String known, String accepted) {
        var request = client.get()
                .uri(URI.create(server.address() + path.replace("{id}", ID.toString())))
                .header("Accept", accepted)
                .header("X-Correlation-Id", "of-the-test");
        if (role != null) {
            request.header(HttpServer.CALLER, ID + " " + role);
        }
        if (known != null) {
            request.header("If-None-Match", known);
        }
        var result = request.exchange().expectBody(String.class).returnResult();
        var headers = new HashMap<>(result.getResponseHeaders().toSingleValueMap());
        headers.remove("RateLimit"); // says how many are left
        return new Seen(result.getStatus(), headers, result.getResponseBody());
    }
}
