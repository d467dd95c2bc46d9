package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.done;
import static dev.warfront.identity.TestIdentity.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityEvent.TokenReused;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How long sessions last, and what ends them.
class RefreshSessionTest {
    private static final String HOME = "192.0.2.1";

    private final IdentityGame identity = IdentityGame.inMemory();

    @Test
    void givenTokensAreRenewed_thePlayerIsSeenAgain() {
        var account = identity.stored("anna");
        var first = refreshToken();

        done(identity.renewed(first));

        assertThat(identity.seen).containsExactly(account.id(), account.id());
    }

    @Test
    void givenARefreshToken_eachUseGivesTheNext() {
        identity.stored("anna");
        var first = refreshToken();

        var second = done(identity.renewed(first));
        var third = done(identity.renewed(second.refreshToken()));

        assertThat(third.refreshToken()).isNotIn(first, second.refreshToken());
    }

    @Test
    void givenALostAnswer_theRepeatGetsTheSameSuccessor() {
        identity.stored("anna");
        var first = refreshToken();

        var answer = done(identity.renewed(first));
        identity.clock.advance(Duration.ofSeconds(9));

        assertThat(done(identity.renewed(first)).refreshToken()).isEqualTo(answer.refreshToken());
    }

    @Test
    void givenAnOldToken_theWholeFamilyIsRevoked_andThatIsPublished() {
        var account = identity.stored("anna");
        var first = refreshToken();
        var second = done(identity.renewed(first)).refreshToken();
        var third = done(identity.renewed(second)).refreshToken();

        assertThat(refusal(identity.renewed(first))).isEqualTo(new BadRefreshToken());
        assertThat(refusal(identity.renewed(third))).isEqualTo(new BadRefreshToken());
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

        assertThat(refusal(identity.renewed(one))).isEqualTo(new BadRefreshToken());
        done(identity.renewed(other));
    }

    private String refreshToken() {
        return done(identity.logIn.logIn("anna", PASSWORD, HOME)).refreshToken();
    }
}
