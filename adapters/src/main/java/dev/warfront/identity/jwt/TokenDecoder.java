package dev.warfront.identity.jwt;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.IdentityRules;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reads access tokens for every transport. A token of a revoked game server is as bad as a forged one.
@Component
public final class TokenDecoder implements ReactiveJwtDecoder {
    private final KeyRing keys;
    private final GameServers servers;
    private final NimbusReactiveJwtDecoder decoder;

    public TokenDecoder(KeyRing keys, GameServers servers, IdentityRules rules, Clock clock) {
        this.keys = keys;
        this.servers = servers;
        this.decoder = NimbusReactiveJwtDecoder.withJwkSource(this::keysOf)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        var timestamps = new JwtTimestampValidator(rules.token().skew());
        timestamps.setClock(clock);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(timestamps, new JwtIssuerValidator(JwtAccessTokens.ISSUER)));
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> decoder.decode(token)).delayUntil(this::checkTrust);
    }

    private Flux<JWK> keysOf(SignedJWT token) {
        var id = token.getHeader().getKeyID();
        return keys.verifying()
                .filter(known -> known.stream().anyMatch(key -> key.getKeyID().equals(id)))
                .switchIfEmpty(Mono.defer(keys::verifyingNow))
                .flatMapIterable(known -> known.stream().map(ECKey::toPublicJWK).toList());
    }

    private Mono<Boolean> checkTrust(Jwt token) {
        var roles = token.getClaimAsStringList(JwtAccessTokens.ROLES);
        if (roles == null || !roles.contains(Role.GAME_SERVER.name())) {
            return Mono.just(true);
        }
        return servers.isTrusted(new PlayerId(UUID.fromString(token.getSubject())))
                .filter(trusted -> trusted)
                .switchIfEmpty(Mono.error(() -> new BadJwtException("the game server is revoked")));
    }
}
