package dev.warfront.identity.http;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import dev.warfront.identity.jwt.KeyRing;
import dev.warfront.kernel.Allow;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The public keys, for whoever wants to check tokens of this program (RFC 7517).
@RestController
final class JwksController {
    private static final Duration CACHED = Duration.ofMinutes(1);

    private final KeyRing keys;

    JwksController(KeyRing keys) {
        this.keys = keys;
    }

    /// The public keys that access tokens are checked with (RFC 7517).
    /// Makes the first key if there is none yet, so that nobody reads an empty set.
    @GetMapping("/.well-known/jwks.json")
    @Allow(everyone = true)
    Mono<ResponseEntity<JwksJson>> listTokenKeys() {
        return keys.signing()
                .then(keys.verifying())
                .map(all -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                        .body(new JwksJson(all.stream()
                                .map(JwkJson::of)
                                .toList())));
    }

    /// A set of public keys (RFC 7517).
    ///
    /// @param keys of type EC, curve P-256
    record JwksJson(List<JwkJson> keys) {}

    /// A public key (RFC 7517).
    record JwkJson(String kty, String use, String crv, String kid, String x, String y) {
        static JwkJson of(ECKey key) {
            return new JwkJson(
                    key.getKeyType().getValue(),
                    KeyUse.SIGNATURE.getValue(),
                    key.getCurve().getName(),
                    key.getKeyID(),
                    key.getX().toString(),
                    key.getY().toString());
        }
    }
}
