package dev.warfront.identity;

import static dev.warfront.identity.IdentityPorts.HASH;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static dev.warfront.identity.TestIdentity.player;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.Accounts.Credentials;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// What every store of accounts promises.
public interface AccountsContract {
    IdentityPorts ports();

    @Test
    default void givenNoSubscriber_noAccountIsAdded() {
        var account = player(anyLogin());
        var unused = ports().accounts().add(account, HASH);

        ports().accounts().find(account.id()).as(StepVerifier::create).verifyComplete();
    }

    @Test
    default void givenAnAccount_itIsFoundByIdAndByItsLoginInAnyLetters() {
        var account = ports().stored(player(anyLogin()));
        var shouted = new LoginName(account.login().text().toUpperCase(Locale.ROOT));

        assertThat(ports().run(ports().accounts().find(account.id()))).isEqualTo(account);
        assertThat(ports().run(ports().accounts().credentialsOf(shouted))).isEqualTo(new Credentials(account, HASH));
        assertThat(ports().run(ports().accounts().lockShared(account.id()))).isEqualTo(new Credentials(account, HASH));
    }

    @Test
    default void givenNone_nothingIsFound() {
        ports().accounts()
                .find(new PlayerId(UUID.randomUUID()))
                .as(StepVerifier::create)
                .verifyComplete();
        ports().accounts()
                .credentialsOf(new LoginName(anyLogin()))
                .as(StepVerifier::create)
                .verifyComplete();
        ports().accounts()
                .lockShared(new PlayerId(UUID.randomUUID()))
                .as(ports().transactions()::inTransaction)
                .as(StepVerifier::create)
                .verifyComplete();
    }

    @Test
    default void givenALoginInOtherLetters_itIsTaken_andNothingIsAdded() {
        var first = ports().stored(player(anyLogin()));
        var second = player(first.login().text().toUpperCase(Locale.ROOT));

        ports().accounts()
                .add(second, HASH)
                .as(ports().transactions()::inTransaction)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                AlreadyTaken.class,
                                taken -> assertThat(taken.constraint()).isEqualTo(Accounts.LOGIN)))
                .verify(PATIENCE);
        ports().accounts().find(second.id()).as(StepVerifier::create).verifyComplete();
    }

    @Test
    default void givenAnotherPassword_itIsTheOneToCheck() {
        var account = ports().stored(player(anyLogin()));

        ports().done(ports().accounts().changePassword(account.id(), HASH, HASH + " changed"));
        ports().accounts()
                .changePassword(account.id(), HASH, HASH + " lost")
                .as(ports().transactions()::inTransaction)
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);

        assertThat(ports().run(ports().accounts().credentialsOf(account.login()))
                        .passwordHash())
                .isEqualTo(HASH + " changed");
    }

    @Test
    default void givenAClosedAccount_itIsFoundAndNotActive_howeverOftenItIsClosed() {
        var account = ports().stored(player(anyLogin()));

        ports().done(ports().accounts().close(account.id()));
        ports().done(ports().accounts().close(account.id()));

        assertThat(ports().run(ports().accounts().find(account.id())).active()).isFalse();
    }
}
