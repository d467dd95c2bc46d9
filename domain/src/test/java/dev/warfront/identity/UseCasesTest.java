package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.warfront.identity.IdentityEvent.AccountLocked;
import dev.warfront.identity.IdentityEvent.AddressLocked;
import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityEvent.GameServerRevoked;
import dev.warfront.identity.IdentityEvent.PasswordChanged;
import dev.warfront.identity.IdentityEvent.TokenReused;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.LoginTaken;
import dev.warfront.identity.IdentityRefusal.ServerNameTaken;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.StaleWrite;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class UseCasesTest {
    private static final String HOME = "192.0.2.1";

    private final TestIdentity identity = new TestIdentity();

    @Test
    void givenANewLogin_anAccountIsMadeAndPublished() {
        var account = done(identity.register.register(new Login("anna"), PASSWORD, "Anna"));

        assertThat(account.roles()).containsExactly(Role.PLAYER);
        assertThat(identity.outbox.events(IdentityEvent.AccountCreated.class))
                .extracting(IdentityEvent.AccountCreated::account)
                .containsExactly(account.id());
    }

    @Test
    void givenALoginInOtherLetters_itIsTakenAndNothingIsPublished() {
        identity.stored("anna");

        assertThat(refusal(identity.register.register(new Login("ANNA"), PASSWORD, "Anna")))
                .isEqualTo(new LoginTaken(new Login("ANNA")));
        assertThat(identity.outbox.events()).isEmpty();
    }

    @Test
    void givenTheRightPassword_tokensAreGivenAndThePlayerIsSeen() {
        var account = identity.stored("anna");

        var tokens = done(logIn("Anna", PASSWORD));

        assertThat(tokens.accessLife()).isEqualTo(Duration.ofMinutes(15));
        assertThat(tokens.refreshLife()).isEqualTo(Duration.ofDays(30));
        assertThat(identity.seen).containsExactly(account.id());
    }

    @Test
    void givenTokensAreRenewed_thePlayerIsSeenAgain() {
        var account = identity.stored("anna");
        var first = refreshToken();

        done(identity.refresh.refresh(first));

        assertThat(identity.seen).containsExactly(account.id(), account.id());
    }

    @Test
    void givenAnUnknownLogin_theAnswerAndTheWorkAreThoseOfAWrongPassword() {
        identity.stored("anna");

        assertThat(refusal(logIn("anna", "wrong"))).isEqualTo(new WrongCredentials());
        assertThat(refusal(logIn("nobody", "wrong"))).isEqualTo(new WrongCredentials());
        assertThat(refusal(logIn("no login at all!", "wrong"))).isEqualTo(new WrongCredentials());
        assertThat(identity.passwords.work.get()).isEqualTo(3);
    }

    @Test
    void givenFiveWrongPasswords_notEvenTheRightOneHelpsForAMinute() {
        var account = identity.stored("anna");
        for (var i = 0; i < 5; i++) {
            assertThat(refusal(logIn("anna", "wrong"))).isEqualTo(new WrongCredentials());
        }

        assertThat(refusal(logIn("ANNA", PASSWORD))).isEqualTo(new LoginLocked(NOW.plusSeconds(60)));
        assertThat(identity.outbox.events()).containsExactly(new AccountLocked(account.id(), NOW.plusSeconds(60), NOW));
        identity.clock.advance(Duration.ofSeconds(60));
        done(logIn("anna", PASSWORD));
    }

    @Test
    void givenAnUnknownLogin_itIsLockedLikeAKnownOne_andWhatWasTypedIsNotPublished() {
        for (var i = 0; i < 5; i++) {
            refusal(logIn("nobody", "wrong"));
        }

        assertThat(refusal(logIn("nobody", "wrong"))).isInstanceOf(LoginLocked.class);
        assertThat(identity.outbox.events()).isEmpty();
    }

    @Test
    void givenARightPassword_earlierWrongOnesAreForgiven() {
        identity.stored("anna");
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < 4; i++) {
                refusal(logIn("anna", "wrong"));
            }
            done(logIn("anna", PASSWORD));
        }
    }

    @Test
    void givenTenWrongPasswordsFromOneAddress_itIsLockedForEverybodyThere() {
        identity.stored("anna");
        for (var i = 0; i < 10; i++) {
            assertThat(refusal(logIn("somebody" + i, "wrong"))).isEqualTo(new WrongCredentials());
        }

        var until = NOW.plus(Duration.ofMinutes(10));
        assertThat(refusal(logIn("anna", PASSWORD))).isEqualTo(new LoginLocked(until));
        assertThat(identity.outbox.events()).containsExactly(new AddressLocked(HOME, until, NOW));
        done(identity.logIn.logIn("anna", PASSWORD, "192.0.2.2"));
    }

    @Test
    void givenARightPassword_theAddressIsNotForgiven() {
        identity.stored("mallory");
        for (var i = 0; i < 10; i++) {
            refusal(logIn("somebody" + i, "wrong"));
            run(logIn("mallory", PASSWORD));
        }

        assertThat(refusal(logIn("mallory", PASSWORD))).isInstanceOf(LoginLocked.class);
    }

    @Test
    void givenARefreshToken_eachUseGivesTheNext() {
        identity.stored("anna");
        var first = refreshToken();

        var second = done(identity.refresh.refresh(first));
        var third = done(identity.refresh.refresh(second.refreshToken()));

        assertThat(third.refreshToken()).isNotIn(first, second.refreshToken());
    }

    @Test
    void givenALostAnswer_theRepeatGetsTheSameSuccessor() {
        identity.stored("anna");
        var first = refreshToken();

        var answer = done(identity.refresh.refresh(first));
        identity.clock.advance(Duration.ofSeconds(9));

        assertThat(done(identity.refresh.refresh(first)).refreshToken()).isEqualTo(answer.refreshToken());
    }

    @Test
    void givenAnOldToken_theWholeFamilyIsRevoked_andThatIsPublished() {
        var account = identity.stored("anna");
        var first = refreshToken();
        var second = done(identity.refresh.refresh(first)).refreshToken();
        var third = done(identity.refresh.refresh(second)).refreshToken();

        assertThat(refusal(identity.refresh.refresh(first))).isEqualTo(new BadRefreshToken());
        assertThat(refusal(identity.refresh.refresh(third))).isEqualTo(new BadRefreshToken());
        assertThat(identity.outbox.events(TokenReused.class))
                .extracting(TokenReused::account)
                .containsExactly(account.id());
    }

    @Test
    void givenALogout_theTokenIsGoodForNothing_andOtherSessionsGoOn() {
        identity.stored("anna");
        var one = refreshToken();
        var other = refreshToken();

        assertThat(done(identity.logOut.logOut(one))).isTrue();
        assertThat(done(identity.logOut.logOut("nobody's"))).isFalse();

        assertThat(refusal(identity.refresh.refresh(one))).isEqualTo(new BadRefreshToken());
        done(identity.refresh.refresh(other));
    }

    @Test
    void givenAGameServer_itLogsInUntilItIsRevoked() {
        var created = created("eu-1");
        var server = created.server().id();
        var tokens = done(logIn(created.login().text(), created.password()));

        identity.revokeServer
                .revoke(ADMIN, server, 2)
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
        assertThat(done(identity.revokeServer.revoke(ADMIN, server, 1)).revoked())
                .isTrue();

        assertThat(refusal(logIn(created.login().text(), created.password()))).isEqualTo(new WrongCredentials());
        assertThat(refusal(identity.refresh.refresh(tokens.refreshToken()))).isEqualTo(new BadRefreshToken());
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
    void givenANameInUse_noSecondServerHasIt_untilItIsFree() {
        var first = created("eu-1");

        assertThat(refusal(identity.createServer.create(ADMIN, "EU-1"))).isEqualTo(new ServerNameTaken("EU-1"));
        done(identity.revokeServer.revoke(ADMIN, first.server().id(), 1));
        created("EU-1");
    }

    @Test
    void givenAnUnknownServer_itCannotBeRevoked() {
        var nobody = new PlayerId(UUID.randomUUID());

        assertThat(refusal(identity.revokeServer.revoke(ADMIN, nobody, 1))).isEqualTo(new UnknownGameServer(nobody));
    }

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

        assertThat(refusal(identity.refresh.refresh(session))).isEqualTo(new BadRefreshToken());
        done(identity.refresh.refresh(untouched));
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

    private void configureAdministrator(String password) {
        identity.firstAccounts.administrator(new Login("admin"), password).block(PATIENCE);
    }

    private boolean configureGameServer(String password) {
        return run(identity.firstAccounts.gameServer("first", new Login("game-server"), password, new byte[32]));
    }

    private Mono<Result<Tokens, IdentityRefusal>> logIn(String login, String password) {
        return identity.logIn.logIn(login, password, HOME);
    }

    private String refreshToken() {
        return done(logIn("anna", PASSWORD)).refreshToken();
    }

    private CreateGameServer.Created created(String name) {
        return done(identity.createServer.create(ADMIN, name));
    }

    private static <T> T done(Mono<Result<T, IdentityRefusal>> command) {
        return switch (run(command)) {
            case Result.Done<T, IdentityRefusal>(var value) -> value;
            case Result.Refused<T, IdentityRefusal>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    private static <T> IdentityRefusal refusal(Mono<Result<T, IdentityRefusal>> command) {
        return switch (run(command)) {
            case Result.Done<T, IdentityRefusal>(var value) -> throw new AssertionError("done: " + value);
            case Result.Refused<T, IdentityRefusal>(var refusal) -> refusal;
        };
    }

    private static <T> T run(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }
}
