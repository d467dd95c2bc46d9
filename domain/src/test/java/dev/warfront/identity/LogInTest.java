package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
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
    void givenAStrangerWhoKeepsGuessing_theOwnerLogsInFromWhereItWasBefore_andItsOwnMistakesCountThere() {
        var account = identity.stored("anna");
        done(logIn("anna", PASSWORD));
        for (var i = 0; i < 5; i++) {
            assertThat(refusal(guess("anna", "203.0.113." + i))).isEqualTo(new WrongCredentials());
        }
        assertThat(refusal(guess("anna", "203.0.113.9"))).isInstanceOf(LoginLocked.class);

        done(logIn("anna", PASSWORD));
        for (var i = 0; i < 5; i++) {
            assertThat(refusal(logIn("anna", "wrong"))).isEqualTo(new WrongCredentials());
        }

        var until = NOW.plusSeconds(60);
        assertThat(refusal(logIn("anna", PASSWORD))).isEqualTo(new LoginLocked(until));
        assertThat(identity.outbox.events())
                .containsExactly(
                        new AccountLocked(account.id(), until, NOW), new AccountLocked(account.id(), until, NOW));
    }

    @Test
    void givenAnOwnerWhoLogsInWhereItWasBefore_theGuessesOfStrangersAreNotForgiven() {
        identity.stored("anna");
        done(logIn("anna", PASSWORD));
        for (var i = 0; i < 4; i++) {
            refusal(guess("anna", "203.0.113.1"));
        }
        done(logIn("anna", PASSWORD));

        refusal(guess("anna", "203.0.113.1"));

        assertThat(refusal(guess("anna", "203.0.113.1"))).isInstanceOf(LoginLocked.class);
    }

    @Test
    void givenASessionThatWasRenewedElsewhere_theOwnerIsKnownThereToo() {
        identity.stored("anna");
        var session = done(logIn("anna", PASSWORD));
        done(identity.refresh.refresh(session.refreshToken(), "198.51.100.7"));
        for (var i = 0; i < 5; i++) {
            refusal(guess("anna", "203.0.113.1"));
        }

        done(identity.logIn.logIn("anna", PASSWORD, "198.51.100.7"));
    }

    @Test
    void givenAnAddressThatIsLocked_neighboursLogInWhoWereThereBefore_andOthersDoNot() {
        identity.stored("anna");
        identity.stored("berta");
        done(logIn("anna", PASSWORD));
        for (var i = 0; i < 10; i++) {
            refusal(logIn("somebody" + i, "wrong"));
        }

        done(logIn("anna", PASSWORD));
        assertThat(refusal(logIn("berta", PASSWORD))).isInstanceOf(LoginLocked.class);
    }

    @Test
    void givenMistakesOfAnOwnerAtHome_theyDoNotLockTheAddressForOthers() {
        identity.stored("anna");
        identity.stored("berta");
        done(logIn("anna", PASSWORD));
        for (var i = 0; i < 10; i++) {
            refusal(logIn("anna", "wrong"));
            identity.clock.advance(Duration.ofSeconds(20));
        }

        done(logIn("berta", PASSWORD));
    }

    @Test
    void givenAGameServer_neitherGuessesNorALockedAddressKeepItOut_andGuessesLockTheirAddress() {
        var server = done(identity.newServer("eu-1"));
        var name = server.login().text();
        for (var i = 0; i < 5; i++) {
            assertThat(refusal(guess(name, HOME))).isEqualTo(new WrongCredentials());
            assertThat(refusal(guess("somebody" + i, HOME))).isEqualTo(new WrongCredentials());
        }

        assertThat(refusal(guess("somebody", HOME))).isInstanceOf(LoginLocked.class);
        done(logIn(name, server.password()));
    }

    @Test
    void givenGuessesAtAGameServer_theyAreAnsweredLikeThoseAtAnyOtherLogin() {
        var server = done(identity.newServer("eu-1"));

        for (var i = 0; i < 12; i++) {
            assertThat(refusal(guess(server.login().text(), "203.0.113.1")))
                    .isEqualTo(refusal(guess("nobody", "203.0.113.2")));
        }

        done(identity.logIn.logIn(server.login().text(), server.password(), "203.0.113.1"));
    }

    @Test
    void givenAnUnknownLogin_whatIsAskedIsWhatIsAskedOfAKnownOne_alsoWhenItIsLocked() {
        identity.stored("anna");
        for (var i = 0; i < 6; i++) {
            refusal(guess("anna", "203.0.113.1"));
        }
        var addresses = (InMemoryLoginAddresses) identity.ports.addresses();
        var ofKnown = addresses.asked.getAndSet(0);
        var workOfKnown = passwords.work.getAndSet(0);

        for (var i = 0; i < 6; i++) {
            refusal(guess("nobody", "203.0.113.2"));
        }

        assertThat(addresses.asked.get()).isEqualTo(ofKnown).isEqualTo(6);
        assertThat(passwords.work.get()).isEqualTo(workOfKnown).isEqualTo(5);
    }

    @Test
    void givenTenWrongPasswordsFromOneAddress_itIsLockedForEverybodyWhoIsStrangeThere() {
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
            done(logIn("mallory", PASSWORD));
        }

        assertThat(refusal(logIn("somebody", "wrong"))).isInstanceOf(LoginLocked.class);
    }

    private Mono<Result<TokenPair, IdentityRefusal>> guess(String login, String address) {
        return identity.logIn.logIn(login, "wrong", address);
    }

    private Mono<Result<TokenPair, IdentityRefusal>> logIn(String login, String password) {
        return identity.logIn.logIn(login, password, HOME);
    }
}
