package dev.warfront.identity.jwt;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import dev.warfront.identity.InMemoryGameServers;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.testing.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

/// Whatever is shown as a token, a good one or nearly one: it names its caller, or is refused as bad.
class TokenFuzzTest {
    private static final Path FUZZ = Path.of("src", "test", "resources", "fuzz");
    private static final PlayerId SOMEBODY = new PlayerId(UUID.fromString("0193e0a0-0000-7000-8000-000000000001"));
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String[] PARTS = {
        ".", "..", "e30", "W10", "bnVsbA", "eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9", "AAAA", "=", "%", " ", "\0"
    };
    private static final String[] CLAIMS = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "-1",
        "1e999",
        "99999999999999999999",
        "\\ud800",
        "\0",
        "\"aud\":",
        "\"exp\":",
        "\"nbf\":",
        "\"roles\":[\"ADMIN\"]",
        "\"roles\":[\"GAME_SERVER\"]",
        "\"sid\":"
    };

    private final ECKey key = key();
    private final TokenDecoder decoder = new TokenDecoder(
            new KeyRing(new OneKey(key), RULES, new DirectTransactions(), UUID::randomUUID, CLOCK, () -> 0L),
            new InMemoryGameServers(),
            (account, session) -> session.equals(SOMEBODY.value())
                    ? Mono.just(new Caller(account, Set.of(Role.PLAYER)))
                    : Mono.empty(),
            RULES,
            CLOCK);

    @Test
    void theGoodTokenAmongTheKeptOnesIsGood() throws IOException {
        assertThat(decode(Files.readString(FUZZ.resolve("tokens/good")))).isNotNull();
    }

    @Test
    void givenAnyText_whatIsGoodWasSignedByUs() {
        Fuzzing.of(FUZZ.resolve("tokens"), PARTS).each(input -> {
            var token = new String(input, StandardCharsets.UTF_8);
            if (decode(token) != null) {
                assertThat(isSignedByUs(token)).isTrue();
            }
        });
    }

    @Test
    void givenAnyClaims_evenSignedByUs_theyNameTheirCaller_orAreRefused() {
        Fuzzing.of(FUZZ.resolve("claims"), CLAIMS).each(input -> {
            var found = decode(signed(input));
            if (found != null) {
                assertThat(found.getExpiresAt()).isAfter(NOW.minus(RULES.token().skew()));
                assertThat(found.getClaimAsString("iss")).isEqualTo("warfront");
                assertThat(found.getAudience()).isNull();
                assertThat(caller(found)).isEqualTo(new Caller(idOf(found), Set.of(Role.PLAYER)));
            }
        });
    }

    /// Null when it is bad; nothing else may happen.
    private @Nullable Jwt decode(String token) {
        try {
            return Fuzzing.now(decoder.decode(token));
        } catch (BadJwtException refusal) {
            return null;
        }
    }

    private static @Nullable Object caller(Jwt token) {
        return Fuzzing.now(new CallerTokens().convert(token).map(Authentication::getPrincipal));
    }

    private static PlayerId idOf(Jwt token) {
        return new PlayerId(UUID.fromString(token.getSubject()));
    }

    private boolean isSignedByUs(String token) {
        try {
            return JWSObject.parse(token).verify(new ECDSAVerifier(key.toECPublicKey()));
        } catch (ParseException | JOSEException none) {
            return false;
        }
    }

    private String signed(byte[] claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
            var token = new JWSObject(header.build(), new Payload(claims));
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return ECKey.parse(Files.readString(FUZZ.resolve("token-key.json")));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A ring of one key, which lies ready.
    private record OneKey(ECKey key) implements TokenKeyStore {
        @Override
        public Mono<List<StoredKey>> all() {
            return Mono.just(List.of(new StoredKey(key.getKeyID(), key.toJSONString(), NOW)));
        }

        @Override
        public Mono<Void> lock() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> add(StoredKey another) {
            return Mono.error(new IllegalStateException("one is enough"));
        }
    }
}
