package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;

import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.http.ClientAddresses;
import dev.warfront.kernel.http.HttpServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// Five log-ins a minute, for all who share one address. Source: docs/rules/identity.md, failures.
class LoginRateHttpTest {
    private static final Rate FIVE = new Rate(5, Duration.ofMinutes(1), 5);

    private final MutableClock clock = new MutableClock(NOW);
    private final IdentityPorts ports = IdentityPorts.inMemory(new DirectTransactions(), clock);
    private final IdentityGame identity = new IdentityGame(ports, new DerivedSecrets(TestSealer.SEALER), clock);
    private final HttpServer server = HttpServer.limitedLogIns(
            FIVE,
            new ClockTicker(clock),
            new AuthController(
                    identity.register,
                    identity.logIn,
                    identity.refresh,
                    identity.logOut,
                    new IdentityProblems(),
                    new ClientAddresses(HttpServer.CONNECTIONS)),
            new RegistrationLimit(TestIdentity.RULES),
            new LoginRate(identity.loginPlaces));
    private final WebTestClient client = server.client();

    private final String owner = anyLogin();

    @BeforeEach
    void register() {
        done(identity.register.register(new LoginName(owner), PASSWORD, "Anna"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenANeighbourWhoFloods_theOwnerLogsInWhereItWasBefore() {
        logIn(owner, PASSWORD).expectStatus().isOk();
        flood();

        logIn(owner, PASSWORD).expectStatus().isOk();
        isRefused(logIn(anyLogin(), "wrong"));
    }

    @Test
    void givenANeighbourWhoFloods_aGameServerLogsInWhereItNeverWas() {
        var gameServer = done(identity.newServer("eu-1"));
        flood();

        logIn(gameServer.login().text(), gameServer.password()).expectStatus().isOk();
    }

    @Test
    void givenANeighbourWhoFloods_whoWasNeverThereMustWait() {
        flood();

        isRefused(logIn(owner, PASSWORD));
        clock.advance(Duration.ofMinutes(1));
        logIn(owner, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenAnOwnerWhoIsThereOften_itsOwnRateHolds_andNeighboursHaveTheirs() {
        logIn(owner, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 5; i++) {
            logIn(owner, PASSWORD).expectStatus().isOk();
        }

        isRefused(logIn(owner, PASSWORD));
        logIn(anyLogin(), "wrong").expectStatus().isUnauthorized();
    }

    @Test
    void givenNoJson_itIsCountedForItsAddress() {
        for (var i = 0; i < 5; i++) {
            logIn("").expectStatus().isBadRequest();
        }

        isRefused(logIn(""));
    }

    private void flood() {
        while (logIn(anyLogin(), "wrong")
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value()
                != 429) {
            clock.advance(Duration.ofMillis(1));
        }
    }

    private static void isRefused(ResponseSpec answer) {
        answer.expectStatus().isEqualTo(429).expectBody().jsonPath("$.code").isEqualTo("RATE_LIMITED");
    }

    private ResponseSpec logIn(String login, String password) {
        return client.post()
                .uri("/api/v1/auth/login")
                .bodyValue(Map.of("login", login, "password", password))
                .exchange();
    }

    private ResponseSpec logIn(String body) {
        return client.post()
                .uri("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }
}
