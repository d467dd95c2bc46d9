package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.http.IdentityApi.code;

import dev.warfront.identity.LoginName;
import dev.warfront.kernel.TokenBuckets.Rate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// Five log-ins a minute, for all strangers who share one address and for each account that was there, and
/// six for all of these. Source: docs/rules/identity.md, failures.
class LoginRateHttpTest {
    private static final Rate FIVE = new Rate(5, Duration.ofMinutes(1), 5);
    private static final Rate SIX = new Rate(6, Duration.ofMinutes(1), 6);

    private final IdentityApi api = IdentityApi.limitedLogIns(FIVE, SIX);
    private final String owner = anyLogin();

    @BeforeEach
    void register() {
        done(api.game.register.register(new LoginName(owner), PASSWORD, "Anna"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void givenANeighbourWhoFloods_theOwnerLogsInWhereItWasBefore() {
        api.logIn(owner, PASSWORD).expectStatus().isOk();
        flood();

        api.logIn(owner, PASSWORD).expectStatus().isOk();
        isRefused(api.logIn(anyLogin(), "wrong"));
    }

    @Test
    void givenANeighbourWhoFloods_aGameServerLogsInWhereItNeverWas() {
        var gameServer = done(api.game.newServer("eu-1"));
        flood();

        api.logIn(gameServer.login().text(), gameServer.password())
                .expectStatus()
                .isOk();
    }

    @Test
    void givenANeighbourWhoFloods_whoWasNeverThereMustWait() {
        flood();

        isRefused(api.logIn(owner, PASSWORD));
        api.clock.advance(Duration.ofMinutes(1));
        api.logIn(owner, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenAnOwnerWhoIsThereOften_itsOwnRateHolds_andNeighboursHaveTheirs() {
        api.logIn(owner, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 5; i++) {
            api.logIn(owner, PASSWORD).expectStatus().isOk();
        }

        isRefused(api.logIn(owner, PASSWORD));
        api.logIn(anyLogin(), "wrong").expectStatus().isUnauthorized();
    }

    @Test
    void givenAccountsThatWereAllThere_theyShareARateToo_butGameServersDoNot() {
        var other = anyLogin();
        done(api.game.register.register(new LoginName(other), PASSWORD, "Berta"));
        var gameServer = done(api.game.newServer("eu-1"));
        api.logIn(owner, PASSWORD).expectStatus().isOk();
        api.logIn(other, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 3; i++) {
            api.logIn(owner, PASSWORD).expectStatus().isOk();
            api.logIn(other, PASSWORD).expectStatus().isOk();
        }

        isRefused(api.logIn(owner, PASSWORD));
        isRefused(api.logIn(other, PASSWORD));
        api.logIn(gameServer.login().text(), gameServer.password())
                .expectStatus()
                .isOk();
        api.clock.advance(Duration.ofSeconds(10));
        api.logIn(owner, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenNoJson_itIsCountedForItsAddress() {
        for (var i = 0; i < 5; i++) {
            logIn("").expectStatus().isBadRequest();
        }

        isRefused(logIn(""));
    }

    private void flood() {
        while (api.logIn(anyLogin(), "wrong")
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value()
                != 429) {
            api.clock.advance(Duration.ofMillis(1));
        }
    }

    private static void isRefused(ResponseSpec answer) {
        code(answer, 429, "RATE_LIMITED");
    }

    private ResponseSpec logIn(String body) {
        return api.client()
                .post()
                .uri("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }
}
