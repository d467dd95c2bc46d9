package dev.warfront.identity.http;

import dev.warfront.identity.jwt.KeyRing;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.crypto.SealedValues;
import dev.warfront.kernel.http.Answer;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Administrators have keys changed while the program runs. Source: docs/rules/identity.md, changing keys.
@RestController
@RequestMapping("/api/v1/admin/keys")
@Allow({Role.ADMIN, Role.SUPER_ADMIN})
final class KeysController {
    private static final int BATCH_MAX = 500;

    private final KeyRing ring;
    private final SealedValues sealed;

    KeysController(KeyRing ring, SealedValues sealed) {
        this.ring = ring;
        this.sealed = sealed;
    }

    /// The next key of access tokens.
    @PostMapping("/rotate")
    Mono<ResponseEntity<NewTokenKeyJson>> rotateTokenKey() {
        return ring.renew().map(key -> Answer.ok(new NewTokenKeyJson(key.id(), key.signsFrom())));
    }

    /// One batch of what another key sealed; to be sent again while it has not ended.
    @PostMapping("/reseal")
    Mono<ResponseEntity<ResealedKeysJson>> resealKeys() {
        return sealed.reseal(BATCH_MAX)
                .flatMap(done -> sealed.ofOtherKeys().map(left -> Answer.ok(new ResealedKeysJson(done, left))));
    }

    /// The next key of access tokens.
    ///
    /// @param signsFrom until then it is only published
    record NewTokenKeyJson(String kid, Instant signsFrom) {}

    /// How far the sealing of stored keys has come.
    ///
    /// @param resealed by this request
    /// @param remaining stored keys that others still seal: while there are some, those must be configured
    record ResealedKeysJson(long resealed, long remaining) {}
}
