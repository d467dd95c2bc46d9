package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityRefusal.LoginTaken;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.Role;
import dev.warfront.outbox.Outbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

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

    @Test
    void givenSomethingElseThatIsTaken_itIsNotTheLogin() {
        var taken = new AlreadyTaken("idx_other", new IllegalStateException("duplicate"));
        var broken = IdentityGame.inMemory(Neighbours.quiet().with((Outbox) _ -> Mono.error(taken)));

        broken.register
                .register(new LoginName("anna"), PASSWORD, "Anna")
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> assertThat(failure).isSameAs(taken))
                .verify(PATIENCE);
    }
}
