package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.http.IdentityApi.code;
import static dev.warfront.identity.http.IdentityApi.field;
import static dev.warfront.identity.http.IdentityApi.player;

import dev.warfront.identity.LoginName;
import dev.warfront.identity.TestIdentity;
import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/// Registering, logging in, staying logged in, and each code of these routes.
class LogInHttpTest {
    private final IdentityApi api = new IdentityApi();
    private final String login = anyLogin();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void givenALoginInUse_itIsTaken() {
        api.register(login)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.login")
                .isEqualTo(login);

        code(api.register(login), 409, "NAME_TAKEN");
    }

    @Test
    void givenALoginOfStrangeLetters_itsFormIsRefused() {
        code(api.register("a b c"), 400, "VALIDATION_FAILED");
    }

    @Test
    void givenMoreRegistrationsThanAnAddressMay_theNextMustWait() {
        for (var i = 0; i < TestIdentity.RULES.registration().perAddress(); i++) {
            api.register(anyLogin()).expectStatus().isCreated();
        }

        code(api.register(anyLogin()), 429, "RATE_LIMITED");
    }

    @Test
    void givenWrongPasswords_theyAreRefused_andTheSixthIsLocked() {
        api.register(login);
        for (var i = 0; i < 5; i++) {
            code(api.logIn(login, "wrong"), 401, "INVALID_CREDENTIALS");
        }

        code(api.logIn(login, PASSWORD), 429, "LOGIN_LOCKED")
                .jsonPath("$.retry_at")
                .isEqualTo("2026-12-01T10:01:00.000Z");
    }

    @Test
    void givenAStrangerWhoKeepsGuessing_theOwnerLogsInFromWhereItWasBefore() {
        api.register(login);
        api.logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 5; i++) {
            code(api.logInFrom("203.0.113." + i, login, "wrong"), 401, "INVALID_CREDENTIALS");
        }
        code(api.logInFrom("203.0.113.9", login, "wrong"), 429, "LOGIN_LOCKED");

        api.logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenAStrangerWhoKeepsGuessing_theAdministratorLogsInFromWhereItWasBefore() {
        var administrator = new LoginName(login);
        api.game.firstAccounts.administrator(administrator, PASSWORD).block(Duration.ofSeconds(20));
        api.logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 6; i++) {
            api.logInFrom("203.0.113." + i, login, "wrong");
        }

        api.logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenAStrangerWhoKeepsGuessing_theGameServerLogsInFromAnywhere() {
        var created = Objects.requireNonNull(api.createServer("eu-1")
                .expectBody(new ParameterizedTypeReference<Map<String, String>>() {})
                .returnResult()
                .getResponseBody());
        var name = Objects.requireNonNull(created.get("login"));
        var password = Objects.requireNonNull(created.get("password"));
        for (var i = 0; i < 11; i++) {
            api.logInFrom("203.0.113.1", name, "wrong");
        }
        code(api.logInFrom("203.0.113.1", name, "wrong"), 429, "LOGIN_LOCKED");

        api.logInFrom("203.0.113.1", name, password).expectStatus().isOk();
        api.logInFrom("198.51.100.1", name, password).expectStatus().isOk();
    }

    @Test
    void givenElevenWrongPasswordsBehindASharedAddress_neighboursWhoWereThereBeforeLogIn() {
        api.register(login);
        api.logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 11; i++) {
            api.logInFrom("198.51.100.1", anyLogin(), "wrong");
        }
        code(api.logInFrom("198.51.100.1", anyLogin(), "wrong"), 429, "LOGIN_LOCKED");

        api.logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenARefreshToken_itIsRenewed_untilTheSessionEnds() {
        api.register(login);
        var first = field(api.logIn(login, PASSWORD), "refresh_token");
        var second = field(api.refresh(first), "refresh_token");

        api.post("/api/v1/auth/logout", Map.of("refresh_token", second))
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();

        code(api.refresh(second), 401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void givenAnAccountThatIsGone_itsTokenIsGoodForNothing() {
        var gone = player(new PlayerId(UUID.randomUUID()));

        code(api.get("/api/v1/me", gone), 401, "UNAUTHENTICATED");
    }
}
