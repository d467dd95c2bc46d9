package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

/// What goes wrong in a route, as a client is told of it.
class ProblemsHttpTest extends TestRoutes {
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
}
