package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/// The chain of the program with real tokens: closed by default.
class HttpSecurityTest {
    private static final UUID SOMEBODY = UUID.randomUUID();

    /// Two that answer without being routes of a controller.
    private static final RouterFunction<ServerResponse> FUNCTION = RouterFunctions.route()
            .GET("/rights/function", _ -> ServerResponse.ok().build())
            .build();

    private static final HandlerMapping FILE =
            exchange -> exchange.getRequest().getPath().value().equals("/rights/file")
                    ? Mono.just((WebHandler) _ -> Mono.empty())
                    : Mono.empty();

    private static HttpServer server;
    private static WebTestClient client;

    @BeforeAll
    static void start() {
        server = HttpServer.of(new RightsController() {}, FUNCTION, FILE);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /rights/none, , 401, UNAUTHENTICATED",
        "GET, /rights/none, PLAYER, 403, FORBIDDEN",
        "GET, /rights/none, ADMIN, 403, FORBIDDEN",
        "GET, /rights/everyone, , 200,",
        "GET, /rights/everyone, PLAYER, 200,",
        "GET, /rights/anybody, , 401, UNAUTHENTICATED",
        "GET, /rights/anybody, GAME_SERVER, 200,",
        "GET, /rights/admin, , 401, UNAUTHENTICATED",
        "GET, /rights/admin, PLAYER, 403, FORBIDDEN",
        "GET, /rights/admin, ADMIN, 200,",
        "POST, /rights/admin, , 401, UNAUTHENTICATED",
        "POST, /rights/admin, PLAYER, 403, FORBIDDEN",
        "GET, /rights/function, , 401, UNAUTHENTICATED",
        "GET, /rights/function, SUPER_ADMIN, 403, FORBIDDEN",
        "GET, /rights/file, , 401, UNAUTHENTICATED",
        "GET, /rights/file, SUPER_ADMIN, 403, FORBIDDEN",
        "GET, /rights/nowhere, , 404, NOT_FOUND",
        "POST, /rights/nowhere, , 404, NOT_FOUND",
        "DELETE, /rights/admin, , 405, METHOD_NOT_ALLOWED",
        "GET, /actuator/env, , 404, NOT_FOUND",
        "GET, /actuator/env, ADMIN, 404, NOT_FOUND",
    })
    void givenARoute_onlyWhoHasItsRightComesThrough(
            HttpMethod method, String path, String role, int status, String code) {
        var request = client.method(method).uri(path);
        var answer = role == null
                ? request.exchange()
                : request.header(HttpServer.CALLER, SOMEBODY + " " + role).exchange();

        answer.expectStatus().isEqualTo(status);
        if (code != null) {
            answer.expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo(code)
                    .jsonPath("$.trace_id")
                    .isNotEmpty();
        }
    }

    @Test
    void givenAForgedToken_itIsRefusedEvenWhereNoneIsNeeded() {
        client.get()
                .uri("/rights/everyone")
                .headers(headers -> headers.setBearerAuth("forged"))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    /// They are routed as if the parameters were not there, and would meet no filter that knows the route by its path.
    @ParameterizedTest
    @ValueSource(strings = {"/rights;a/everyone", "/rights/everyone;a=b", "/rights;a/admin", "/rights/admin;a"})
    void givenAPathWithParameters_itIsRefused_whoeverMayUseTheRoute(String path) {
        client.get()
                .uri(URI.create(server.address() + path))
                .header(HttpServer.CALLER, SOMEBODY + " ADMIN")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.violations[0].code")
                .isEqualTo("MALFORMED")
                .jsonPath("$.violations[0].field")
                .isEqualTo("path");
    }

    /// Abstract, so that no scan takes it into a program.
    @RestController
    abstract static class RightsController {
        @GetMapping("/rights/none")
        Mono<ResponseEntity<String>> none() {
            return Mono.just(Answer.ok("none"));
        }

        @GetMapping("/rights/everyone")
        @Allow(everyone = true)
        Mono<ResponseEntity<String>> everyone() {
            return Mono.just(Answer.ok("everyone"));
        }

        @GetMapping("/rights/anybody")
        @Allow
        Mono<ResponseEntity<UUID>> anybody(Caller caller) {
            return Mono.just(Answer.ok(caller.id().value()));
        }

        @GetMapping("/rights/admin")
        @Allow(Role.ADMIN)
        Mono<ResponseEntity<UUID>> admin(Caller caller) {
            return Mono.just(Answer.ok(caller.id().value()));
        }

        @PostMapping("/rights/admin")
        @Allow(Role.ADMIN)
        Mono<ResponseEntity<UUID>> change(Caller caller) {
            return Mono.just(Answer.ok(caller.id().value()));
        }
    }
}
