package dev.warfront.identity.jwt;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.GameServer;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtException;
import reactor.test.StepVerifier;

/// Whose a token is, and which are refused.
class TokenDecoderTest extends TokensOnPostgres {
    @Test
    void givenAToken_itsCallerIsKnown() {
        var token = issue(SOMEBODY, Role.PLAYER, Role.ADMIN);

        decoder.decode(token)
                .flatMap(new CallerTokens()::convert)
                .as(StepVerifier::create)
                .assertNext(who -> {
                    assertThat(who.getPrincipal()).isEqualTo(new Caller(SOMEBODY, Set.of(Role.PLAYER, Role.ADMIN)));
                    assertThat(who.getAuthorities()).extracting("authority").contains("ROLE_ADMIN", "ROLE_PLAYER");
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenATokenOfAnotherNode_itIsGoodHere_evenWithAKeyJustMade() {
        run(keys.verifying());
        var other = new JwtAccessTokens(ring(), RULES);
        run(keys.signing());
        clock.advance(RULES.token().keyLife());
        run(ring().signing());
        clock.advance(RULES.token().keyAhead());

        var token = run(other.issue(SOMEBODY, session(SOMEBODY, Role.PLAYER), Set.of(Role.PLAYER), clock.instant()))
                .value();

        assertThat(run(decoder.decode(token)).getSubject())
                .isEqualTo(SOMEBODY.value().toString());
    }

    @Test
    void givenAnAccountWithOtherRolesByNow_itsTokenNamesThem() {
        var token = issue(SOMEBODY, Role.ADMIN, Role.PLAYER);

        session(SOMEBODY, Role.PLAYER);

        assertThat(run(decoder.decode(token)).getClaimAsStringList("roles")).containsExactly("PLAYER");
    }

    @Test
    void givenFifteenMinutesAndTheSkew_theTokenIsOver() {
        var token = issue(SOMEBODY, Role.PLAYER);

        clock.advance(Duration.ofMinutes(16).minusSeconds(1));
        assertThat(run(decoder.decode(token))).isNotNull();

        clock.advance(Duration.ofSeconds(2));
        decoder.decode(token)
                .as(StepVerifier::create)
                .expectError(JwtException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenAForgedToken_itIsRefused() {
        var token = issue(SOMEBODY, Role.PLAYER);
        var parts = token.split("\\.", -1);
        var other = issue(new PlayerId(UUID.randomUUID()), Role.ADMIN).split("\\.", -1);

        for (var forged : new String[] {
            parts[0] + "." + other[1] + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
            "nonsense"
        }) {
            decoder.decode(forged)
                    .as(StepVerifier::create)
                    .expectError(JwtException.class)
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARevokedGameServer_itsTokenIsBad() {
        var id = new PlayerId(UUID.randomUUID());
        servers.add(new GameServer(id, "eu-1", false, NOW, 1), new byte[32]).block(PATIENCE);
        var token = issue(id, Role.GAME_SERVER);

        assertThat(run(decoder.decode(token))).isNotNull();
        servers.revoke(id, NOW).block(PATIENCE);

        refused(token);
    }
}
