package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Becoming known to the whole program over HTTP, as any client does.
class IdentityJourneyTest extends ProgramOverHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    void whoHasLoggedOutIsSoonNobody_withTheTokensOfThatSessionAlone() {
        register(login);
        var left = logIn(login, PASSWORD);
        var kept = logIn(login, PASSWORD).get("access_token");
        get("/api/v1/me", left.get("access_token")).expectStatus().isOk();

        post("/api/v1/auth/logout", Map.of("refresh_token", left.get("refresh_token")), null, null)
                .expectStatus()
                .isNoContent();

        Mono.fromCallable(() -> isRefused(left.get("access_token")))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(refused -> refused)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(PATIENCE);
        get("/api/v1/me", kept).expectStatus().isOk();
    }

    @Test
    void whomStaffBansIsSoonNobody_andIsToldWhy() {
        register(login);
        var tokens = logIn(login, PASSWORD);
        var id = body(get("/api/v1/me", tokens.get("access_token"))).get("id");
        var admin = EmbeddedCredentials.current().admin();
        var staff = logIn(admin.login(), admin.password()).get("access_token");

        post(
                        "/api/v1/admin/sanctions",
                        Map.of(
                                "account_id",
                                id,
                                "kind",
                                "BAN",
                                "reason",
                                "CHEATING",
                                "public_text",
                                "You cheated.",
                                "internal_note",
                                "seen by two"),
                        staff,
                        UUID.randomUUID().toString())
                .expectStatus()
                .isCreated();

        Mono.fromCallable(() -> isRefused(tokens.get("access_token")))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(refused -> refused)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(PATIENCE);
        code(
                post("/api/v1/auth/login", Map.of("login", login, "password", PASSWORD), null, null),
                403,
                "ACCOUNT_BANNED");
        code(
                post("/api/v1/auth/refresh", Map.of("refresh_token", tokens.get("refresh_token")), null, null),
                403,
                "ACCOUNT_BANNED");
    }

    private static boolean isRefused(@Nullable Object token) {
        return get("/api/v1/me", token).returnResult(Void.class).getStatus().value() == 401;
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
}
