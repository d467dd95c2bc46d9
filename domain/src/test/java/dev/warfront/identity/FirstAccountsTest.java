package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityEvent.PasswordChanged;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// The configured accounts, over several starts of the program.
class FirstAccountsTest {
    private static final String HOME = "192.0.2.1";

    private final IdentityGame identity = IdentityGame.inMemory();

    @Test
    void givenConfiguredAccounts_theyAreMadeOnceAndFollowTheConfiguration() {
        configureAdministrator(PASSWORD);
        configureAdministrator(PASSWORD);
        done(logIn("admin", PASSWORD));

        configureAdministrator("another one");
        assertThat(refusal(logIn("admin", PASSWORD))).isEqualTo(new WrongCredentials());
        done(logIn("admin", "another one"));

        assertThat(configureGameServer(PASSWORD)).isTrue();
        done(logIn("game-server", PASSWORD));
        assertThat(identity.outbox.events(IdentityEvent.AccountCreated.class)).hasSize(2);
        assertThat(identity.outbox.events(GameServerCreated.class))
                .extracting(GameServerCreated::by)
                .containsExactly((PlayerId) null);
    }

    @Test
    void givenAConfiguredPasswordIsChanged_theSessionsOfTheAccountEnd() {
        configureAdministrator(PASSWORD);
        configureGameServer(PASSWORD);
        var session = done(logIn("admin", PASSWORD)).refreshToken();
        var untouched = done(logIn("game-server", PASSWORD)).refreshToken();

        configureAdministrator("another one");

        assertThat(refusal(identity.renewed(session))).isEqualTo(new BadRefreshToken());
        done(identity.renewed(untouched));
        assertThat(identity.outbox.events(PasswordChanged.class)).hasSize(1);
    }

    @Test
    void givenTheConfiguredGameServerWasRevoked_itStaysSo_andTheProgramStarts() {
        configureGameServer(PASSWORD);
        var server = identity.outbox.events(GameServerCreated.class).getFirst().server();
        done(identity.revokeServer.revoke(ADMIN, server, 1));

        assertThat(configureGameServer(PASSWORD)).isFalse();
        assertThat(configureGameServer("another one")).isFalse();

        assertThat(refusal(logIn("game-server", PASSWORD))).isEqualTo(new WrongCredentials());
        assertThat(refusal(logIn("game-server", "another one"))).isEqualTo(new WrongCredentials());
    }

    @Test
    void givenAConfiguredLoginOfAPlayer_theProgramDoesNotTakeIt() {
        identity.stored("admin");

        assertThatIllegalStateException().isThrownBy(() -> configureAdministrator(PASSWORD));
    }

    private Mono<Result<TokenPair, IdentityRefusal>> logIn(String login, String password) {
        return identity.logIn.logIn(login, password, HOME);
    }

    private void configureAdministrator(String password) {
        identity.firstAccounts.administrator(new LoginName("admin"), password).block(PATIENCE);
    }

    private boolean configureGameServer(String password) {
        return run(identity.firstAccounts.gameServer("first", new LoginName("game-server"), password, new byte[32]));
    }
}
