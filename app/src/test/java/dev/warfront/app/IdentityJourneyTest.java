package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.Backends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Becoming known to the whole program over HTTP, as any client does.
class IdentityJourneyTest {
    private static final String PASSWORD = "correct horse";

    private static ConfigurableApplicationContext program;
    private static WebTestClient client;

    private final String login = "u" + UUID.randomUUID().toString().substring(24);

    @BeforeAll
    static void start() {
        program = SpringApplication.from(Warfront::main)
                .with(Backends.class)
                .run("--server.port=0", "--warfront.rsocket.port=0", "--war.identity.login.address.failures=1000")
                .getApplicationContext();
        client = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:"
                        + Objects.requireNonNull(((WebServerApplicationContext) program).getWebServer())
                                .getPort())
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aPlayerRegistersLogsInStaysAndLeaves() {
        register(login)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.roles[0]")
                .isEqualTo("PLAYER");

        var tokens = logIn(login, PASSWORD);
        assertThat(tokens).containsEntry("token_type", "Bearer").containsEntry("expires_in", 900);

        get("/api/v1/me", tokens.get("access_token"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.login")
                .isEqualTo(login)
                .jsonPath("$.created_at")
                .value(String.class, at -> assertThat(at).matches("\\d{4}-.*T.*\\.\\d{3}Z"));

        var next = body(post("/api/v1/auth/refresh", Map.of("refresh_token", tokens.get("refresh_token")), null, null));
        assertThat(next.get("refresh_token")).isNotNull().isNotEqualTo(tokens.get("refresh_token"));
        var again =
                body(post("/api/v1/auth/refresh", Map.of("refresh_token", tokens.get("refresh_token")), null, null));
        assertThat(again.get("refresh_token")).isEqualTo(next.get("refresh_token"));

        post("/api/v1/auth/logout", Map.of("refresh_token", next.get("refresh_token")), null, null)
                .expectStatus()
                .isNoContent();
        code(
                post("/api/v1/auth/refresh", Map.of("refresh_token", next.get("refresh_token")), null, null),
                401,
                "INVALID_REFRESH_TOKEN");
    }

    @Test
    void aNameIsTakenOnce() {
        register(login).expectStatus().isCreated();

        code(register(login.toUpperCase(Locale.ROOT)), 409, "NAME_TAKEN");
    }

    @Test
    void whatIsWrongWithARegistrationIsTold() {
        post("/api/v1/auth/register", Map.of("login", "x", "password", "short", "display_name", " "), null, null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations.length()")
                .isEqualTo(3);
        code(
                post(
                        "/api/v1/auth/register",
                        Map.of("login", "a b c", "password", PASSWORD, "display_name", "A"),
                        null,
                        null),
                400,
                "VALIDATION_FAILED");
    }

    @Test
    void wrongPasswordsLockTheAccount() {
        register(login);
        var wrong = Map.<String, Object>of("login", login, "password", "wrong password");
        for (var i = 0; i < 5; i++) {
            code(post("/api/v1/auth/login", wrong, null, null), 401, "INVALID_CREDENTIALS");
        }

        code(post("/api/v1/auth/login", wrong, null, null), 429, "LOGIN_LOCKED")
                .jsonPath("$.retry_at")
                .exists();
    }

    @Test
    void anAdministratorBringsAGameServerInAndThrowsItOut() {
        var admin = EmbeddedCredentials.current().admin();
        var token = logIn(admin.login(), admin.password()).get("access_token");
        var key = UUID.randomUUID().toString();

        var made = body(post("/api/v1/admin/game-servers", Map.of("name", login), token, key));
        var repeated = body(post("/api/v1/admin/game-servers", Map.of("name", login), token, key));
        assertThat(repeated).isEqualTo(made);
        assertThat(String.valueOf(made.get("signing_key"))).matches("[0-9a-f]{64}");
        code(
                post(
                        "/api/v1/admin/game-servers",
                        Map.of("name", login),
                        token,
                        UUID.randomUUID().toString()),
                409,
                "NAME_TAKEN");

        get("/api/v1/admin/game-servers/" + made.get("id"), token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.revoked")
                .isEqualTo(false)
                .jsonPath("$.signing_key")
                .doesNotExist();
        get("/api/v1/admin/game-servers?limit=1", token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].name")
                .isEqualTo(login)
                .jsonPath("$.next_cursor")
                .isNotEmpty();

        var serverToken = logIn(made.get("login"), made.get("password")).get("access_token");
        get("/api/v1/me", serverToken)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.roles[0]")
                .isEqualTo("GAME_SERVER");

        code(delete("/api/v1/admin/game-servers/" + made.get("id"), token, null), 428, "IF_MATCH_REQUIRED");
        code(delete("/api/v1/admin/game-servers/" + made.get("id"), token, "\"9\""), 412, "VERSION_CONFLICT");
        delete("/api/v1/admin/game-servers/" + made.get("id"), token, "\"1\"")
                .expectStatus()
                .isNoContent();
        code(delete("/api/v1/admin/game-servers/" + made.get("id"), token, "\"2\""), 404, "GAME_SERVER_NOT_FOUND");
        get("/api/v1/admin/game-servers/" + made.get("id"), token)
                .expectBody()
                .jsonPath("$.revoked")
                .isEqualTo(true);

        code(get("/api/v1/me", serverToken), 401, "UNAUTHENTICATED");
        code(
                post(
                        "/api/v1/auth/login",
                        Map.of("login", made.get("login"), "password", made.get("password")),
                        null,
                        null),
                401,
                "INVALID_CREDENTIALS");
    }

    @Test
    void aPlayerIsNoAdministrator() {
        register(login);
        var token = logIn(login, PASSWORD).get("access_token");

        code(
                post(
                        "/api/v1/admin/game-servers",
                        Map.of("name", "mine"),
                        token,
                        UUID.randomUUID().toString()),
                403,
                "FORBIDDEN");
    }

    @Test
    void aPlayerDoesNotSeeGameServers() {
        register(login);
        var token = logIn(login, PASSWORD).get("access_token");

        code(get("/api/v1/admin/game-servers", token), 403, "FORBIDDEN");
        code(get("/api/v1/admin/game-servers/" + UUID.randomUUID(), token), 403, "FORBIDDEN");
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
        "POST, /api/v1/clans, 401, UNAUTHENTICATED",
        "POST, /api/v1/clan-wars, 401, UNAUTHENTICATED",
        "DELETE, /api/v1/admin/game-servers/1, 401, UNAUTHENTICATED",
        "GET, /api/v1/admin/game-servers, 401, UNAUTHENTICATED",
        "GET, /actuator/env, 401, UNAUTHENTICATED",
        "GET, /nowhere, 404, NOT_FOUND",
        "GET, /api/v1/auth/login, 405, METHOD_NOT_ALLOWED",
        "PUT, /swagger-ui.html, 405, METHOD_NOT_ALLOWED",
    })
    void whoIsNotKnownIsToldSo(HttpMethod method, String path, int status, String code) {
        code(client.method(method).uri(path).exchange(), status, code)
                .jsonPath("$.trace_id")
                .isNotEmpty();
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
                .jsonPath("$.paths['/api/v1/admin/game-servers'].post.parameters[?(@.name=='Idempotency-Key')]")
                .exists()
                .jsonPath("$.paths['/api/v1/admin/game-servers/{id}'].delete.parameters[?(@.name=='If-Match')]")
                .exists()
                .jsonPath("$.components.schemas.RegisterJson.properties.display_name")
                .exists();
        get("/swagger-ui.html", null).expectStatus().is3xxRedirection();
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
    void healthAndMetricsAreOpen() {
        get("/actuator/health/liveness", null).expectStatus().isOk();
        get("/actuator/prometheus", null).expectStatus().isOk();
    }

    private WebTestClient.ResponseSpec register(String name) {
        return post(
                "/api/v1/auth/register",
                Map.of("login", name, "password", PASSWORD, "display_name", "Player"),
                null,
                null);
    }

    private Map<String, Object> logIn(@Nullable Object name, @Nullable Object password) {
        var credentials = Map.of("login", String.valueOf(name), "password", String.valueOf(password));
        return body(post("/api/v1/auth/login", credentials, null, null));
    }

    private static WebTestClient.ResponseSpec post(
            String path, Map<String, ?> body, @Nullable Object token, @Nullable String key) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(String.valueOf(token));
                    }
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.ResponseSpec get(String path, @Nullable Object token) {
        return client.get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(String.valueOf(token));
                    }
                })
                .exchange();
    }

    private static WebTestClient.ResponseSpec delete(String path, @Nullable Object token, @Nullable String version) {
        return client.delete()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(String.valueOf(token));
                    if (version != null) {
                        headers.set("If-Match", version);
                    }
                })
                .exchange();
    }

    @SuppressWarnings("unchecked") // of a JSON object
    private static Map<String, Object> body(WebTestClient.ResponseSpec response) {
        return Objects.requireNonNull((Map<String, Object>) response.expectStatus()
                .is2xxSuccessful()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    private static WebTestClient.BodyContentSpec code(WebTestClient.ResponseSpec response, int status, String code) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }
}
