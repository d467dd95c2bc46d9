package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/// What the program shows to everyone, and what it tells who is not known.
class OpenRoutesTest extends ProgramOverHttp {
    private static WebTestClient management;

    @BeforeAll
    static void reachManagement(RunningProgram program) {
        management = program.managementClient();
    }

    @Test
    void aForgedTokenIsRefusedEvenWhereNoneIsNeeded() {
        register(login);
        var token = String.valueOf(logIn(login, PASSWORD).get("access_token"));
        var payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "{\"iss\":\"warfront\",\"sub\":\"1\",\"roles\":[\"ADMIN\"]}".getBytes(StandardCharsets.UTF_8));
        var parts = token.split("\\.", -1);

        for (var path : new String[] {"/api/v1/me", "/api/v1/clan-wars"}) {
            get(path, parts[0] + "." + payload + "." + parts[2])
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .valueEquals("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/me, 401, UNAUTHENTICATED",
        "GET, /api/v1/nowhere, 404, NOT_FOUND",
        "POST, /api/v1/nowhere, 404, NOT_FOUND",
        "PUT, /api/v1/admin/nowhere, 404, NOT_FOUND",
        "DELETE, /api/v1/me/nowhere, 404, NOT_FOUND",
        "GET, /api/v1/clan-wars/1/nowhere, 404, NOT_FOUND",
        "GET, /api/v1/clan-wars/, 404, NOT_FOUND",
        "POST, /api/v1/clans, 401, UNAUTHENTICATED",
        "POST, /api/v1/clan-wars, 401, UNAUTHENTICATED",
        "DELETE, /api/v1/admin/game-servers/1, 401, UNAUTHENTICATED",
        "GET, /api/v1/admin/game-servers, 401, UNAUTHENTICATED",
        "GET, /actuator/env, 404, NOT_FOUND",
        "GET, /actuator/health, 404, NOT_FOUND",
        "GET, /actuator/health/postgres, 404, NOT_FOUND",
        "GET, /actuator/prometheus, 404, NOT_FOUND",
        "GET, /nowhere, 404, NOT_FOUND",
        "GET, /rsocket, 400, VALIDATION_FAILED",
        "POST, /rsocket, 400, VALIDATION_FAILED",
        "GET, /api/v1/auth/login, 405, METHOD_NOT_ALLOWED",
        "PUT, /swagger-ui.html, 405, METHOD_NOT_ALLOWED",
    })
    void whoIsNotKnownIsToldSo(HttpMethod method, String path, int status, String code) {
        code(call(method, path), status, code).jsonPath("$.trace_id").isNotEmpty();
    }

    @Test
    void theKeysAreThere() {
        get("/.well-known/jwks.json", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.keys[0].kty")
                .isEqualTo("EC")
                .jsonPath("$.keys[0].crv")
                .isEqualTo("P-256")
                .jsonPath("$.keys[0].d")
                .doesNotExist();
    }

    @Test
    void theApiIsDescribed() {
        get("/v3/api-docs", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.securitySchemes.bearer.scheme")
                .isEqualTo("bearer")
                .jsonPath("$.paths['/api/v1/auth/register'].post")
                .exists()
                .jsonPath(
                        "$.paths['/api/v1/admin/game-servers'].post.parameters[?(@['$ref']=='#/components/parameters/Idempotency-Key')]")
                .exists()
                .jsonPath(
                        "$.paths['/api/v1/admin/game-servers/{id}'].delete.parameters[?(@['$ref']=='#/components/parameters/If-Match')]")
                .exists()
                .jsonPath("$.components.schemas.RegisterAccount.properties.display_name")
                .exists();
    }

    @Test
    void theFilesOfThePageThatShowsTheApiAreOpen() {
        var page = get("/swagger-ui.html", null)
                .expectStatus()
                .is3xxRedirection()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();

        get(Objects.requireNonNull(page).getPath(), null).expectStatus().isOk();
        get("/swagger-ui/swagger-ui-bundle.js", null).expectStatus().isOk();
    }

    @Test
    void everyAnswerSaysHowManyMoreThereMayBe() {
        get("/api/v1/clan-wars", null)
                .expectHeader()
                .valueEquals("RateLimit-Policy", "\"search\";q=100000;w=1")
                .expectHeader()
                .valueMatches("RateLimit", "\"search\";r=\\d+;t=1");
        get("/api/v1/nowhere", null).expectHeader().valueEquals("RateLimit-Policy", "\"anonymous\";q=100000;w=1");
    }

    @Test
    void headersKeepBrowsersHonest() {
        get("/api/v1/clan-wars", null)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .exists("Content-Security-Policy");
    }

    @Test
    void livenessAndReadinessAreOpenAndOneWord() {
        for (var probe : new String[] {"/actuator/health/liveness", "/actuator/health/readiness"}) {
            get(probe, null).expectStatus().isOk().expectBody(String.class).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/health/nothing",
                "/actuator/healthy",
                "/actuator/prometheus/x",
                "/api/v1/clan-wars",
                "/rsocket",
                "/v3/api-docs"
            })
    void theManagementPortTellsNothingElse(String path) {
        management.get().uri(path).exchange().expectStatus().isNotFound();
    }

    @Test
    void theManagementPortIsAskedAndNothingMore() {
        management.post().uri("/actuator/health").exchange().expectStatus().isNotFound();
    }

    @Test
    void componentsAndMetricsAreToldOnTheManagementPort() {
        management
                .get()
                .uri("/actuator/health?now")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.postgres.status")
                .isEqualTo("UP")
                .jsonPath("$.groups")
                .isEqualTo(List.of("liveness", "readiness"));
        management
                .get()
                .uri("/actuator/health/clock")
                .exchange()
                .expectBody()
                .jsonPath("$.details.max_skew")
                .exists();
        management
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics)
                        .contains(
                                "cache_size{cache=\"game_server_keys\"}",
                                "cache_size{cache=\"token_keys\"}",
                                "cache_size{cache=\"token_keys_missed\"}",
                                "cache_size{cache=\"players_seen\"}",
                                "cache_size{cache=\"open_sessions\"}",
                                "cache_size{cache=\"verified_tokens\"}",
                                "war_cache_hit_ratio{cache=\"scores\"}",
                                "war_cache_hit_ratio{cache=\"stats\"}",
                                "war_cache_hit_ratio{cache=\"wars\"}"));
    }
}
