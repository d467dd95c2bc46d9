package dev.warfront.app;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The whole program, and its routes over HTTP as any client calls them.
@ExtendWith(SharedProgram.class)
abstract class ProgramOverHttp {
    static final String PASSWORD = "correct horse";

    private static WebTestClient client;

    final String login = "u" + UUID.randomUUID().toString().substring(24);

    @BeforeAll
    static void reach(RunningProgram program) {
        client = program.client();
    }

    static WebTestClient.ResponseSpec register(String name) {
        return post(
                "/api/v1/auth/register",
                Map.of("login", name, "password", PASSWORD, "display_name", "Player"),
                null,
                null);
    }

    static Map<String, Object> logIn(@Nullable Object name, @Nullable Object password) {
        var credentials = Map.of("login", String.valueOf(name), "password", String.valueOf(password));
        return body(post("/api/v1/auth/login", credentials, null, null));
    }

    static WebTestClient.ResponseSpec post(
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

    /// A command without a body, on what has a version.
    static WebTestClient.ResponseSpec command(String path, Object token, String key, String version) {
        return client.post()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(String.valueOf(token));
                    headers.set("Idempotency-Key", key);
                    headers.set("If-Match", version);
                })
                .exchange();
    }

    static WebTestClient.ResponseSpec get(String path, @Nullable Object token) {
        return client.get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(String.valueOf(token));
                    }
                })
                .exchange();
    }

    static WebTestClient.ResponseSpec delete(String path, @Nullable Object token, @Nullable String version) {
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
    static Map<String, Object> body(WebTestClient.ResponseSpec response) {
        return Objects.requireNonNull((Map<String, Object>) response.expectStatus()
                .is2xxSuccessful()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    static WebTestClient.BodyContentSpec code(WebTestClient.ResponseSpec response, int status, String code) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    static WebTestClient.ResponseSpec call(HttpMethod method, String path) {
        return client.method(method).uri(path).exchange();
    }
}
