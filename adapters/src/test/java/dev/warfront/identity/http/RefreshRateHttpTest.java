package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.http.IdentityApi.code;
import static dev.warfront.identity.http.IdentityApi.field;

import dev.warfront.identity.LoginName;
import dev.warfront.kernel.TokenBuckets.Rate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three refreshes of an account at once, one more every twenty minutes. Source: docs/rules/identity.md,
/// refresh.
class RefreshRateHttpTest {
    private static final Rate THREE = new Rate(3, Duration.ofHours(1), 3);

    private final IdentityApi api = IdentityApi.limitedRefreshes(THREE);
    private final String owner = anyLogin();

    @BeforeEach
    void register() {
        register(owner);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void givenAnAccountThatRefreshesWithoutEnd_itWaits_inItsOtherSessionsToo_andNobodyElse() {
        var neighbour = anyLogin();
        register(neighbour);
        var token = session(owner);
        for (var i = 0; i < 3; i++) {
            token = field(api.refresh(token), "refresh_token");
        }

        code(api.refresh(token), 429, "RATE_LIMITED");
        code(api.refresh(session(owner)), 429, "RATE_LIMITED");
        api.refresh(session(neighbour)).expectStatus().isOk();
        api.clock.advance(Duration.ofMinutes(20));
        api.refresh(token).expectStatus().isOk();
    }

    @Test
    void givenFormerTokensOfAnAccount_theyDoNotKeepItFromRefreshing() {
        var ended = session(owner);
        api.post("/api/v1/auth/logout", Map.of("refresh_token", ended))
                .expectStatus()
                .isNoContent();
        var reused = session(owner);
        var successor = field(api.refresh(reused), "refresh_token");
        api.refresh(successor).expectStatus().isOk();

        for (var i = 0; i < 3; i++) {
            code(api.refresh(ended), 401, "INVALID_REFRESH_TOKEN");
            code(api.refresh(reused), 401, "INVALID_REFRESH_TOKEN");
        }

        api.refresh(session(owner)).expectStatus().isOk();
    }

    private void register(String login) {
        done(api.game.register.register(new LoginName(login), PASSWORD, "Anna"));
    }

    /// The refresh token of a new one.
    private String session(String login) {
        return field(api.logIn(login, PASSWORD), "refresh_token");
    }
}
