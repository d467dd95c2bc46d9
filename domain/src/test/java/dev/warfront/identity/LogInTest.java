package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static dev.warfront.identity.TestIdentity.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityEvent.AccountLocked;
import dev.warfront.identity.IdentityEvent.AddressLocked;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.TestIdentity.PlainPasswords;
import dev.warfront.kernel.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Who is let in, and who is shut out.
class LogInTest {
    private static final String HOME = "192.0.2.1";

    private final PlainPasswords passwords = new PlainPasswords();
    private final IdentityGame identity =
            IdentityGame.inMemory(Neighbours.quiet().with(passwords));

    @Test
    void givenTheRightPassword_tokensAreGivenAndThePlayerIsSeen() {
        var account = identity.stored("anna");

        var tokens = done(logIn("Anna", PASSWORD));

        assertThat(tokens.accessLife()).isEqualTo(Duration.ofMinutes(15));
        assertThat(tokens.refreshLife()).isEqualTo(Duration.ofDays(30));
        assertThat(identity.seen).containsExactly(account.id());
    }

    @Test
    void givenAnUnknownLogin_theAnswerAndTheWorkAreThoseOfAWrongPassword() {
        identity.stored("anna");

        assertThat(refusal(logIn("anna", "wrong"))).isEqualTo(new WrongCredentials());
        assertThat(refusal(logIn("nobody", "wrong"))).isEqualTo(new WrongCredentials());
        assertThat(refusal(logIn("no login at all!", "wrong"))).isEqualTo(new WrongCredentials());
        assertThat(passwords.work.get()).isEqualTo(3);
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

    private Mono<Result<TokenPair, IdentityRefusal>> logIn(String login, String password) {
        return identity.logIn.logIn(login, password, HOME);
    }
}
