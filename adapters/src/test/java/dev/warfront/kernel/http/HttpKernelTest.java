package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

class HttpKernelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SOMEBODY = UUID.randomUUID() + " PLAYER";
    private static final String THING = "/api/v1/things/0190163d-8694-739b-aea5-966c26f8ad91";

    private static HttpServer server;
    private static WebTestClient client;

    @BeforeAll
    static void start() {
        server = HttpServer.of(new TestController() {}, new TestController.OfWars() {});
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/fail/bug, 500, INTERNAL_ERROR",
        "/api/v1/fail/thrown, 500, INTERNAL_ERROR",
        "/api/v1/fail/stale, 409, VERSION_CONFLICT",
        "/api/v1/clan-wars/stale/fail, 409, WAR_VERSION_CONFLICT",
        "/api/v1/fail/away, 503, DEPENDENCY_UNAVAILABLE",
        "/api/v1/fail/cursor, 400, VALIDATION_FAILED",
        "/api/v1/fail/refused, 429, LIMIT",
        "/api/v1/nowhere, 404, NOT_FOUND",
        "/api/v1/auth/things, 405, METHOD_NOT_ALLOWED",
        "/api/v1/me, 401, UNAUTHENTICATED",
        "/api/v1/things/not-an-id?depth=1, 400, VALIDATION_FAILED",
        "/api/v1/things/0190163d-8694-739b-aea5-966c26f8ad91?depth=deep, 400, VALIDATION_FAILED",
        "/api/v1/things/0190163d-8694-739b-aea5-966c26f8ad91, 400, VALIDATION_FAILED",
        "/api/v1/things?limit=0, 400, VALIDATION_FAILED",
        "/api/v1/things?limit=101, 400, VALIDATION_FAILED",
        "/api/v1/things?limit=many, 400, VALIDATION_FAILED",
        "/api/v1/things?cursor=, 400, VALIDATION_FAILED",
    })
    void givenAFailure_aProblemWithItsCodeIsAnswered(String path, int status, String code) {
        client.get()
                .uri(path)
                .header("X-Correlation-Id", "trace-1")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("about:blank")
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.trace_id")
                .isEqualTo("trace-1");
    }

    @Test
    void givenAMediaTypeThatNobodyWrites_itIsNotAcceptable() {
        client.get()
                .uri("/api/v1/anybody")
                .accept(MediaType.IMAGE_PNG)
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("NOT_ACCEPTABLE");
    }

    /// A filter that reads the path as it came, and a route that reads it decoded, must never disagree.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/v1/me",
                "/api/v1/%61uth/things",
                "/api/v1/things/%30",
                "/api;a/v1/me",
                "/api/v1/things/0;a=b",
                "//api/v1/me",
                "/api//v1/me",
                "/api/v1/../v1/me"
            })
    void givenAnAmbiguousPath_itIsRefusedBeforeAnyFilterReadsIt(String path) {
        client.get()
                .uri(URI.create(server.address() + path))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].field")
                .isEqualTo("path");
    }

    @Test
    void givenARequest_itsLatencyIsMeasuredUnderItsOperation() {
        client.get().uri("/api/v1/fail/away").exchange().expectStatus().isEqualTo(503);

        // The filter ends after the client has its answer.
        Flux.interval(Duration.ofMillis(10))
                .map(_ -> server.metrics().find("war.request.latency").timers())
                .filter(timers -> timers.stream()
                        .anyMatch(timer ->
                                "GET /api/v1/fail/{how}".equals(timer.getId().getTag("operation"))))
                .blockFirst(PATIENCE);
    }

    @Test
    void givenTwoWritersAtOnce_theConflictIsCounted() {
        var conflicts = server.metrics().get("war.version.conflicts").counter();
        var before = conflicts.count();

        client.get()
                .uri("/api/v1/clan-wars/stale/fail")
                .exchange()
                .expectStatus()
                .isEqualTo(409);

        assertThat(conflicts.count()).isEqualTo(before + 1);
    }

    @Test
    void givenABug_nothingOfItIsTold() {
        var body = client.get()
                .uri("/api/v1/fail/bug")
                .exchange()
                .expectBody(String.class)
                .returnResult();

        assertThat(body.getResponseBody()).doesNotContain("secret", "Exception", "dev.warfront");
    }

    @Test
    void givenARefusalWithFacts_theyAreTold() {
        client.get()
                .uri("/api/v1/fail/refused")
                .exchange()
                .expectBody()
                .jsonPath("$.retry_at")
                .isEqualTo("2026-12-01T10:00:00.000Z")
                .jsonPath("$.detail")
                .isEqualTo("too many")
                .jsonPath("$.left")
                .isEqualTo(0);
    }

    @Test
    void givenManyWrongFields_eachIsNamed() {
        client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"display_name": "x", "level": 11, "parts": [{"name": "ok"}, {"name": "far too long"}]}""")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("VALIDATION_FAILED")
                .jsonPath("$.violations.length()")
                .isEqualTo(4)
                .jsonPath("$.violations[?(@.field == 'display_name')].code")
                .isEqualTo("SIZE")
                .jsonPath("$.violations[?(@.field == 'level')].code")
                .isEqualTo("RANGE")
                .jsonPath("$.violations[?(@.field == 'owner')].code")
                .isEqualTo("REQUIRED")
                .jsonPath("$.violations[?(@.field == 'parts[1].name')].code")
                .isEqualTo("SIZE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"display_name\": \"Anna\", \"level\": \"much\"} | level",
                "{\"owner\": 7} | owner",
                "{\"parts\": [{\"name\": [1]}]} | parts[0].name",
                "{\"display_name\": | ",
                "[] | ",
                "nonsense | ",
            })
    void givenJsonThatCannotBeRead_thePlaceIsNamed(String json, String field) {
        var violations = client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].code")
                .isEqualTo("MALFORMED");
        if (field != null) {
            violations.jsonPath("$.violations[0].field").isEqualTo(field);
        }
    }

    @Test
    void givenNoBody_itIsAskedFor() {
        client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].code")
                .isEqualTo("REQUIRED");
    }

    @Test
    void givenAnotherMediaType_itIsRefused() {
        client.post()
                .uri("/api/v1/auth/things")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("hello")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenABodyOverTheLimit_itIsRefused(boolean lengthIsTold) {
        var request = client.post().uri("/api/v1/auth/things").contentType(MediaType.APPLICATION_JSON);
        var body = "{\"display_name\": \"" + "x".repeat(BoundedRequest.BODY_MAX) + "\"}";
        var sent = lengthIsTold
                ? request.bodyValue(body)
                : request.body(reactor.core.publisher.Flux.fromArray(body.split("(?<=\\G.{60000})")), String.class);

        sent.exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void givenNothingDoneInTime_theRequestEnds() {
        try (var hurried =
                HttpServer.hurried(Duration.ofMillis(200), new TestController() {}, new TestController.OfWars() {})) {
            var impatient = hurried.client();
            impatient
                    .get()
                    .uri("/api/v1/fail/slow")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(504)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("TIMEOUT");
            impatient
                    .get()
                    .uri("/api/v1/clan-wars/slow/fail")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(504)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("WAR_TIMEOUT");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, , 428, IF_MATCH_REQUIRED",
        "PUT, seven, 400, VALIDATION_FAILED",
        "DELETE, 3, 412, VERSION_CONFLICT",
    })
    void givenNoUsableVersion_theCommandIsRefused(String method, String version, int status, String code) {
        client.method(HttpMethod.valueOf(method))
                .uri(THING)
                .headers(headers -> {
                    headers.set(HttpServer.CALLER, SOMEBODY);
                    if (version != null) {
                        headers.set("If-Match", version);
                    }
                })
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\"", "W/\"7\""})
    void givenAVersion_theCommandSeesIt(String header) {
        client.put()
                .uri(THING)
                .header(HttpServer.CALLER, SOMEBODY)
                .header("If-Match", header)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"7\"");
    }

    @Test
    void givenAStaleVersionOfAWar_theCodeIsThatOfWars() {
        client.delete()
                .uri("/api/v1/clan-wars/0190163d-8694-739b-aea5-966c26f8ad91")
                .header(HttpServer.CALLER, SOMEBODY)
                .header("If-Match", "3")
                .exchange()
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_VERSION_CONFLICT");
    }

    @Test
    void givenACaller_theControllerKnowsIt() {
        client.get()
                .uri("/api/v1/me")
                .header(HttpServer.CALLER, SOMEBODY)
                .exchange()
                .expectStatus()
                .isOk();
        client.get()
                .uri("/api/v1/anybody")
                .header(HttpServer.CALLER, SOMEBODY)
                .exchange()
                .expectBody(String.class)
                .isEqualTo("true");
        client.get().uri("/api/v1/anybody").exchange().expectBody(String.class).isEqualTo("false");
    }

    @Test
    void givenAList_itHasItemsAndACursor() {
        client.get()
                .uri("/api/v1/things?limit=3&cursor=abc")
                .exchange()
                .expectBody()
                .json("{\"items\": [3], \"next_cursor\": \"abc\"}");
        client.get().uri("/api/v1/things").exchange().expectBody().json("{\"items\": [50], \"next_cursor\": null}");
    }

    @Test
    void givenNoCorrelationId_oneIsMade_andABadOneIsNotEchoed() {
        client.get().uri("/api/v1/anybody").exchange().expectHeader().exists("X-Correlation-Id");
        client.get()
                .uri("/api/v1/anybody")
                .header("X-Correlation-Id", "bad id with spaces")
                .exchange()
                .expectHeader()
                .value("X-Correlation-Id", id -> assertThat(id).doesNotContain(" "));
    }
}
