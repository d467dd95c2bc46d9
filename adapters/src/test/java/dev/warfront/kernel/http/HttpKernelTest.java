package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

/// Paths, versions, callers, lists and correlation ids of every route.
class HttpKernelTest extends TestRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SOMEBODY = UUID.randomUUID() + " PLAYER";
    private static final String THING = "/api/v1/things/0190163d-8694-739b-aea5-966c26f8ad91";

    /// A filter that reads the path as it came, and a route that reads it decoded, must never disagree.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/v1/me",
                "/api/v1/%61uth/things",
                "/api/v1/things/%30",
                "/api;a/v1/me",
                "/api/v1/things/0;a=b"
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

    @ParameterizedTest
    @ValueSource(strings = {"//api/v1/me", "/api//v1/me", "/api/v1/../v1/me"})
    void givenWhatTheFirewallRefuses_itIsAnsweredAsMalformed(String path) {
        client.get()
                .uri(URI.create(server.address() + path))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("VALIDATION_FAILED");
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
