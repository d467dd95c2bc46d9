package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.TokenBuckets.Taken;
import dev.warfront.kernel.TokenChecks;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Tokens of an address that has used up its checks, beside one that this node remembers.
class JwtTokensTest {
    private static final SourceAddress HERE = SourceAddress.of(InetAddress.getLoopbackAddress());
    private static final UUID SESSION = UUID.randomUUID();
    private static final Caller SOMEBODY = new Caller(new PlayerId(UUID.randomUUID()), Set.of(Role.PLAYER));
    private static final Instant EXPIRY = Instant.parse("2026-12-01T10:15:00Z");

    private final List<String> checked = new ArrayList<>();
    private final TokenChecks checks = (from, token) ->
            token.equals("remembered") && from.equals(HERE) ? Taken.admitted(1) : Taken.refused(Duration.ofSeconds(1));
    private final JwtTokens tokens = new JwtTokens(
            checks, this::decode, _ -> Mono.just(new TestingAuthenticationToken(SOMEBODY, "of no interest")));

    private Mono<Jwt> decode(String token) {
        return Mono.fromSupplier(() -> {
            checked.add(token);
            return Jwt.withTokenValue(token)
                    .header("alg", "ES256")
                    .claim("sid", SESSION.toString())
                    .expiresAt(EXPIRY)
                    .build();
        });
    }

    @Test
    void givenNoChecksLeft_aTokenIsRefusedUnseen() {
        tokens.verify(HERE, "forged")
                .as(StepVerifier::create)
                .expectErrorMessage("RETRY_AFTER")
                .verify(PATIENCE);

        assertThat(checked).isEmpty();
    }

    @Test
    void givenNoChecksLeft_theTokenThatIsRememberedIsGood() {
        tokens.verify(HERE, "remembered")
                .as(StepVerifier::create)
                .expectNext(new AuthenticatedSession(SOMEBODY, SESSION, EXPIRY))
                .expectComplete()
                .verify(PATIENCE);
    }
}
