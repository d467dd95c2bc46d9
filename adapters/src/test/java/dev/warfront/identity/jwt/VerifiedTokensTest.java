package dev.warfront.identity.jwt;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.GameServer;
import dev.warfront.kernel.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens that were seen before: what is not checked again, and what is.
class VerifiedTokensTest extends TokensOnPostgres {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeEach
    void measure() {
        decoder.bindTo(metrics);
    }

    @Test
    void givenAVerifiedToken_itsSignatureIsNotCheckedAgain_asLongAsItIsTaken() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));

        clock.advance(RULES.token().access().plus(RULES.token().skew()).minusSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("hit")).isOne();
        assertThat(asked("miss")).isOne();

        clock.advance(Duration.ofSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("miss")).isEqualTo(2);
    }

    @Test
    void givenATokenThatLivesLongerThanOursDo_itsSignatureIsCheckedAgain_whenOursWouldBeOver() {
        var token = issue(LONG_LIVED);
        var remembered = RULES.token().access().plus(RULES.token().skew());
        run(decoder.decode(token));

        clock.advance(remembered.minusSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("miss")).isOne();

        clock.advance(Duration.ofSeconds(1));
        run(decoder.decode(token));
        assertThat(asked("miss")).isEqualTo(2);
    }

    @Test
    void givenAVerifiedToken_theNextOfItsSessionIsKnownByIt() {
        var first = issue(SOMEBODY, Role.PLAYER);
        assertThat(decoder.knownSession(first)).isEmpty();
        run(decoder.decode(first));
        clock.advance(RULES.token().access());

        var next = issue(SOMEBODY, Role.PLAYER);

        assertThat(decoder.contain(next)).isFalse();
        assertThat(decoder.knownSession(next)).contains(SOMEBODY.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "....", "e30.e30.e30", "e30.eyJzaWQiOiJ4In0.e30", "e30.eyJzaWQiOjF9.e30"})
    void givenWhatIsNoToken_itIsOfNoSession(String nonsense) {
        assertThat(decoder.knownSession(nonsense)).isEmpty();
    }

    @Test
    void givenAVerifiedTokenWhoseKeyIsDeleted_itIsRefusedWithinASecond() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));

        forgetTheKeysOfOtherTests();
        clock.advance(RULES.token().staleness());

        refused(token);
    }

    @Test
    void givenAVerifiedTokenWhoseKeyLeavesItsOverlap_itIsRefused() {
        var token = issue(LONG_LIVED);
        clock.advance(RULES.token().keyLife());
        run(keys.signing());
        clock.advance(RULES.token().keyAhead());
        clock.advance(RULES.token().keyOverlap().minusSeconds(1));
        run(decoder.decode(token));

        clock.advance(Duration.ofSeconds(1));

        refused(token);
    }

    @Test
    void givenAVerifiedTokenOfAServerThatIsThenRevoked_itIsRefused() {
        run(servers.add(new GameServer(SOMEBODY, "one", false, NOW, 1), new byte[32])
                .thenReturn(true));
        var token = issue(SOMEBODY, Role.GAME_SERVER);
        run(decoder.decode(token));

        run(servers.revoke(SOMEBODY, NOW).thenReturn(true));

        refused(token);
    }

    @Test
    void givenAVerifiedTokenOfASessionThatIsThenOver_itIsRefused() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));

        open.clear();

        refused(token);
    }

    @Test
    void givenAVerifiedToken_anotherWithTheSameClaimsIsStillForged() {
        var token = issue(SOMEBODY, Role.PLAYER);
        run(decoder.decode(token));
        var parts = token.split("\\.", -1);
        var last = parts[2].charAt(10) == 'A' ? 'B' : 'A';
        var forged = parts[0] + "." + parts[1] + "." + parts[2].substring(0, 10) + last + parts[2].substring(11);

        refused(forged);
    }

    /// How often what is remembered was asked for a token.
    private double asked(String result) {
        return metrics.get("cache.gets")
                .tags("cache", "verified_tokens", "result", result)
                .functionCounter()
                .count();
    }
}
