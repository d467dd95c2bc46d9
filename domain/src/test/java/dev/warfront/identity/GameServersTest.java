package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityEvent.GameServerKeyChanged;
import dev.warfront.identity.IdentityEvent.GameServerRevoked;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.IdentityRefusal.ServerNameTaken;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.identity.IdentityRefusal.VersionMismatch;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Game servers come and go.
class GameServersTest {
    private static final String HOME = "192.0.2.1";

    private final IdentityGame identity = IdentityGame.inMemory();

    @Test
    void givenAGameServer_itLogsInUntilItIsRevoked() {
        var created = created("eu-1");
        var server = created.server().id();
        var tokens = done(logIn(created.login().text(), created.password()));

        assertThat(refusal(identity.revokeServer.revoke(ADMIN, server, 2))).isEqualTo(new VersionMismatch(1));
        assertThat(done(identity.revokeServer.revoke(ADMIN, server, 1)).revoked())
                .isTrue();

        assertThat(refusal(logIn(created.login().text(), created.password()))).isEqualTo(new WrongCredentials());
        assertThat(refusal(identity.renewed(tokens.refreshToken()))).isEqualTo(new BadRefreshToken());
        assertThat(refusal(identity.revokeServer.revoke(ADMIN, server, 2))).isEqualTo(new UnknownGameServer(server));
        assertThat(identity.revoked).containsExactly(server);
        assertThat(identity.seen).isEmpty();
    }

    @Test
    void givenAGameServerComesAndGoes_theAdministratorIsNamed() {
        var server = created("eu-1").server().id();
        done(identity.revokeServer.revoke(ADMIN, server, 1));

        assertThat(identity.outbox.events(GameServerCreated.class))
                .containsExactly(new GameServerCreated(server, "eu-1", ADMIN, NOW));
        assertThat(identity.outbox.events(GameServerRevoked.class))
                .containsExactly(new GameServerRevoked(server, "eu-1", ADMIN, NOW));
    }

    @Test
    void givenAnExchange_anotherKeyIsShown_andThatIsPublished() {
        var created = created("eu-1");
        var server = created.server().id();

        var exchanged = done(identity.exchangeKey.exchange(server, 1));

        assertThat(exchanged.signingKey()).matches("[0-9a-f]{64}").isNotEqualTo(created.signingKey());
        assertThat(exchanged.server().version()).isEqualTo(2);
        assertThat(exchanged.rotation())
                .isEqualTo(new KeyRotation(
                        NOW.plus(ExchangeServerKey.AHEAD),
                        NOW.plus(TestIdentity.RULES.server().keyOverlap())));
        assertThat(exchanged).asString().doesNotContain(exchanged.signingKey());
        assertThat(identity.outbox.events(GameServerKeyChanged.class))
                .containsExactly(new GameServerKeyChanged(server, "eu-1", NOW));
        done(logIn(created.login().text(), created.password()));
    }

    @Test
    void givenAServerThatChangedOrIsGone_itsKeyIsNotExchanged() {
        var server = created("eu-1").server().id();
        var nobody = new PlayerId(UUID.randomUUID());
        done(identity.exchangeKey.exchange(server, 1));

        assertThat(refusal(identity.exchangeKey.exchange(server, 1))).isEqualTo(new VersionMismatch(2));
        assertThat(refusal(identity.exchangeKey.exchange(nobody, 1))).isEqualTo(new UnknownGameServer(nobody));
        done(identity.revokeServer.revoke(ADMIN, server, 2));
        assertThat(refusal(identity.exchangeKey.exchange(server, 3))).isEqualTo(new UnknownGameServer(server));

        assertThat(identity.outbox.events(GameServerKeyChanged.class)).hasSize(1);
    }

    @Test
    void givenANameInUse_noSecondServerHasIt_untilItIsFree() {
        var first = created("eu-1");

        assertThat(refusal(identity.newServer("EU-1"))).isEqualTo(new ServerNameTaken("EU-1"));
        done(identity.revokeServer.revoke(ADMIN, first.server().id(), 1));
        created("EU-1");
    }

    @Test
    void givenALoginInUse_itIsNotTheNameThatIsTaken() {
        identity.stored("eu-1");
        var access = new CreateGameServer.Access(new LoginName("eu-1"), PASSWORD, new byte[32]);

        identity.newServers
                .prepare(access)
                .flatMap(prepared -> identity.createServer.create(ADMIN, "free", prepared))
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                AlreadyTaken.class,
                                taken -> assertThat(taken.constraint()).isEqualTo(Accounts.LOGIN)))
                .verify(PATIENCE);
    }

    @Test
    void givenAnUnknownServer_itCannotBeRevoked() {
        var nobody = new PlayerId(UUID.randomUUID());

        assertThat(refusal(identity.revokeServer.revoke(ADMIN, nobody, 1))).isEqualTo(new UnknownGameServer(nobody));
    }

    private Mono<Result<TokenPair, IdentityRefusal>> logIn(String login, String password) {
        return identity.logIn.logIn(login, password, HOME);
    }

    private CreateGameServer.Created created(String name) {
        return done(identity.newServer(name));
    }
}
