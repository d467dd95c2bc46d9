package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.warfront.identity.LogIn.Outcome.Locked;
import dev.warfront.identity.LogIn.Outcome.LoggedIn;
import dev.warfront.identity.LogIn.Outcome.WrongCredentials;
import dev.warfront.identity.RegisterAccount.Registration.NameTaken;
import dev.warfront.identity.RegisterAccount.Registration.Registered;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class UseCasesTest {
    private static final String HOME = "192.0.2.1";

    private final TestIdentity identity = new TestIdentity();

    @Test
    void givenANewLogin_anAccountIsMadeAndTold() {
        var outcome = run(identity.register.register(new Login("anna"), PASSWORD, "Anna"));

        assertThat(outcome).isInstanceOfSatisfying(Registered.class, registered -> {
            assertThat(registered.account().roles()).containsExactly(Role.PLAYER);
            assertThat(identity.outbox.events(IdentityEvent.AccountCreated.class))
                    .extracting(IdentityEvent.AccountCreated::account)
                    .containsExactly(registered.account().id());
        });
    }

    @Test
    void givenALoginInOtherLetters_itIsTakenAndNothingIsTold() {
        identity.stored("anna");

        assertThat(run(identity.register.register(new Login("ANNA"), PASSWORD, "Anna")))
                .isInstanceOf(NameTaken.class);
        assertThat(identity.outbox.events()).isEmpty();
    }

    @Test
    void givenTheRightPassword_tokensAreGivenAndPresenceIsTold() {
        var account = identity.stored("anna");

        assertThat(logIn("Anna", PASSWORD)).isInstanceOfSatisfying(LoggedIn.class, in -> {
            assertThat(in.tokens().accessLife()).isEqualTo(Duration.ofMinutes(15));
            assertThat(in.tokens().refreshLife()).isEqualTo(Duration.ofDays(30));
        });
        assertThat(identity.seen).containsExactly(account.id());
    }

    @Test
    void givenAnUnknownLogin_theAnswerAndTheWorkAreThoseOfAWrongPassword() {
        identity.stored("anna");

        assertThat(logIn("anna", "wrong")).isInstanceOf(WrongCredentials.class);
        assertThat(logIn("nobody", "wrong")).isInstanceOf(WrongCredentials.class);
        assertThat(logIn("no login at all!", "wrong")).isInstanceOf(WrongCredentials.class);
        assertThat(identity.passwords.work.get()).isEqualTo(3);
    }

    @Test
    void givenFiveWrongPasswords_notEvenTheRightOneHelpsForAMinute() {
        identity.stored("anna");
        for (var i = 0; i < 5; i++) {
            assertThat(logIn("anna", "wrong")).isInstanceOf(WrongCredentials.class);
        }

        assertThat(logIn("ANNA", PASSWORD)).isEqualTo(new Locked(NOW.plusSeconds(60)));
        identity.clock.advance(Duration.ofSeconds(60));
        assertThat(logIn("anna", PASSWORD)).isInstanceOf(LoggedIn.class);
    }

    @Test
    void givenAnUnknownLogin_itIsLockedLikeAKnownOne() {
        for (var i = 0; i < 5; i++) {
            logIn("nobody", "wrong");
        }

        assertThat(logIn("nobody", "wrong")).isInstanceOf(Locked.class);
    }

    @Test
    void givenARightPassword_earlierWrongOnesAreForgiven() {
        identity.stored("anna");
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < 4; i++) {
                logIn("anna", "wrong");
            }
            assertThat(logIn("anna", PASSWORD)).isInstanceOf(LoggedIn.class);
        }
    }

    @Test
    void givenTenWrongPasswordsFromOneAddress_itIsLockedForEverybodyThere() {
        identity.stored("anna");
        for (var i = 0; i < 10; i++) {
            assertThat(logIn("somebody" + i, "wrong")).isInstanceOf(WrongCredentials.class);
        }

        assertThat(logIn("anna", PASSWORD)).isEqualTo(new Locked(NOW.plus(Duration.ofMinutes(10))));
        assertThat(run(identity.logIn.logIn("anna", PASSWORD, "192.0.2.2"))).isInstanceOf(LoggedIn.class);
    }

    @Test
    void givenARightPassword_theAddressIsNotForgiven() {
        identity.stored("mallory");
        for (var i = 0; i < 10; i++) {
            logIn("somebody" + i, "wrong");
            logIn("mallory", PASSWORD);
        }

        assertThat(logIn("mallory", PASSWORD)).isInstanceOf(Locked.class);
    }

    @Test
    void givenARefreshToken_eachUseGivesTheNext() {
        identity.stored("anna");
        var first = tokens();

        var second = run(identity.refresh.refresh(first));
        var third = run(identity.refresh.refresh(second.refreshToken()));

        assertThat(third.refreshToken()).isNotIn(first, second.refreshToken());
    }

    @Test
    void givenALostAnswer_theRepeatGetsTheSameSuccessor() {
        identity.stored("anna");
        var first = tokens();

        var answer = run(identity.refresh.refresh(first));
        identity.clock.advance(Duration.ofSeconds(9));

        assertThat(run(identity.refresh.refresh(first)).refreshToken()).isEqualTo(answer.refreshToken());
    }

    @Test
    void givenAnOldToken_theWholeFamilyIsRevoked() {
        identity.stored("anna");
        var first = tokens();
        var second = run(identity.refresh.refresh(first)).refreshToken();
        var third = run(identity.refresh.refresh(second)).refreshToken();

        assertThat(identity.refresh.refresh(first).blockOptional(PATIENCE)).isEmpty();
        assertThat(identity.refresh.refresh(third).blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void givenALogout_theTokenIsGoodForNothing_andOtherSessionsGoOn() {
        identity.stored("anna");
        var one = tokens();
        var other = tokens();

        identity.logOut.logOut(one).block(PATIENCE);
        identity.logOut.logOut("nobody's").block(PATIENCE);

        assertThat(identity.refresh.refresh(one).blockOptional(PATIENCE)).isEmpty();
        assertThat(identity.refresh.refresh(other).blockOptional(PATIENCE)).isPresent();
    }

    @Test
    void givenAGameServer_itLogsInUntilItIsRevoked() {
        var created = created("eu-1");
        var tokens = run(identity.logIn.logIn(created.login().text(), created.password(), HOME));
        assertThat(tokens).isInstanceOf(LoggedIn.class);

        assertThat(run(identity.revokeServer.revoke(created.server().id(), 2)))
                .isEqualTo(RevokeGameServer.Outcome.CHANGED);
        assertThat(run(identity.revokeServer.revoke(created.server().id(), 1)))
                .isEqualTo(RevokeGameServer.Outcome.REVOKED);

        assertThat(run(identity.logIn.logIn(created.login().text(), created.password(), HOME)))
                .isInstanceOf(WrongCredentials.class);
        assertThat(((LoggedIn) tokens).tokens().refreshToken())
                .satisfies(token -> assertThat(identity.refresh.refresh(token).blockOptional(PATIENCE))
                        .isEmpty());
        assertThat(run(identity.revokeServer.revoke(created.server().id(), 2)))
                .isEqualTo(RevokeGameServer.Outcome.UNKNOWN);
        assertThat(identity.revoked).containsExactly(created.server().id());
        assertThat(identity.seen).isEmpty();
    }

    @Test
    void givenANameInUse_noSecondServerHasIt_untilItIsFree() {
        var first = created("eu-1");

        assertThat(run(identity.createServer.create("EU-1"))).isInstanceOf(CreateGameServer.Outcome.NameTaken.class);
        run(identity.revokeServer.revoke(first.server().id(), 1));
        assertThat(run(identity.createServer.create("EU-1"))).isInstanceOf(CreateGameServer.Outcome.Created.class);
    }

    @Test
    void givenAnUnknownServer_itCannotBeRevoked() {
        assertThat(run(identity.revokeServer.revoke(new PlayerId(UUID.randomUUID()), 1)))
                .isEqualTo(RevokeGameServer.Outcome.UNKNOWN);
    }

    @Test
    void givenConfiguredAccounts_theyAreMadeOnceAndFollowTheConfiguration() {
        identity.firstAccounts.administrator(new Login("admin"), PASSWORD).block(PATIENCE);
        identity.firstAccounts.administrator(new Login("admin"), PASSWORD).block(PATIENCE);
        assertThat(logIn("admin", PASSWORD)).isInstanceOf(LoggedIn.class);

        identity.firstAccounts.administrator(new Login("admin"), "another one").block(PATIENCE);
        assertThat(logIn("admin", PASSWORD)).isInstanceOf(WrongCredentials.class);
        assertThat(logIn("admin", "another one")).isInstanceOf(LoggedIn.class);

        identity.firstAccounts
                .gameServer("first", new Login("game-server"), PASSWORD, new byte[32])
                .block(PATIENCE);
        assertThat(logIn("game-server", PASSWORD)).isInstanceOf(LoggedIn.class);
        assertThat(identity.outbox.events()).hasSize(2);
    }

    @Test
    void givenAConfiguredLoginOfAPlayer_theProgramDoesNotTakeIt() {
        identity.stored("admin");

        assertThatIllegalStateException()
                .isThrownBy(() -> identity.firstAccounts
                        .administrator(new Login("admin"), PASSWORD)
                        .block(PATIENCE));
    }

    private LogIn.Outcome logIn(String login, String password) {
        return run(identity.logIn.logIn(login, password, HOME));
    }

    private String tokens() {
        return ((LoggedIn) logIn("anna", PASSWORD)).tokens().refreshToken();
    }

    private CreateGameServer.Outcome.Created created(String name) {
        return (CreateGameServer.Outcome.Created) run(identity.createServer.create(name));
    }

    private static <T> T run(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }
}
