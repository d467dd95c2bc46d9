package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityRefusal.LoginTaken;
import dev.warfront.kernel.Role;
import org.junit.jupiter.api.Test;

/// How players become known.
class RegisterAccountTest {
    private final IdentityGame identity = IdentityGame.inMemory();

    @Test
    void givenANewLogin_anAccountIsMadeAndPublished() {
        var account = done(identity.register.register(new LoginName("anna"), PASSWORD, "Anna"));

        assertThat(account.roles()).containsExactly(Role.PLAYER);
        assertThat(identity.outbox.events(IdentityEvent.AccountCreated.class))
                .extracting(IdentityEvent.AccountCreated::account)
                .containsExactly(account.id());
    }

    @Test
    void givenALoginInOtherLetters_itIsTakenAndNothingIsPublished() {
        identity.stored("anna");

        assertThat(refusal(identity.register.register(new LoginName("ANNA"), PASSWORD, "Anna")))
                .isEqualTo(new LoginTaken(new LoginName("ANNA")));
        assertThat(identity.outbox.events()).isEmpty();
    }
}
