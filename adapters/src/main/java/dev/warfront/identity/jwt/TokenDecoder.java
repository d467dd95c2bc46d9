package dev.warfront.identity.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.IdentityRules;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.VerifiedTokens;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reads access tokens for every transport. A token of a revoked game server, or of a session that is over, is as bad
/// as a forged one. That a signature is good is remembered by the token's hash as long as the token is taken, and no
/// longer than one lives; whether its key is still in the ring, its game server trusted and its session open is asked
/// each time. Its roles are answered as the account has them now.
@Component
public final class TokenDecoder implements ReactiveJwtDecoder, VerifiedTokens, MeterBinder {
    /// About 2 KB each.
    private static final int VERIFIED_MAX = 20_000;

    private final KeyRing keys;
    private final GameServers servers;
    private final OpenSessions sessions;
    private final NimbusReactiveJwtDecoder decoder;
    private final Duration skew;
    private final Duration rememberedMax;
    /// By the SHA-256 of the token: a key of one size.
    private final Cache<ByteBuffer, Jwt> verified;

    /// Of the tokens verified lately, longer than one lives: the next one of a session is shown in time.
    private final Cache<UUID, Boolean> verifiedSessions;

    private final LongAdder checks = new LongAdder();

    public TokenDecoder(KeyRing keys, GameServers servers, OpenSessions sessions, IdentityRules rules, Clock clock) {
        this.keys = keys;
        this.servers = servers;
        this.sessions = sessions;
        this.skew = rules.token().skew();
        this.rememberedMax = rules.token().access().plus(skew);
        this.decoder = NimbusReactiveJwtDecoder.withJwkSource(this::keysOf)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        var timestamps = new JwtTimestampValidator(skew);
        timestamps.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps,
                new JwtIssuerValidator(JwtAccessTokens.ISSUER),
                claim(JwtClaimNames.EXP, Objects::nonNull),
                claim(JwtClaimNames.AUD, Objects::isNull))); // ours name none: RFC 7519, 4.1.3
        Ticker ticker = () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        this.verified = Caffeine.newBuilder()
                .maximumSize(VERIFIED_MAX)
                .expireAfter(Expiry.<ByteBuffer, Jwt>creating((_, token) -> remembered(token, clock.instant())))
                .ticker(ticker)
                .recordStats()
                .build();
        this.verifiedSessions = Caffeine.newBuilder()
                .maximumSize(VERIFIED_MAX)
                .expireAfterWrite(rememberedMax.multipliedBy(2))
                .ticker(ticker)
                .build();
    }

    private static OAuth2TokenValidator<Jwt> claim(String name, Predicate<@Nullable Object> good) {
        return new JwtClaimValidator<@Nullable Object>(name, good);
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        CaffeineCacheMetrics.monitor(metrics, verified, "verified_tokens");
        FunctionCounter.builder("war.token.checks", checks, LongAdder::doubleValue)
                .description("tokens that were not remembered as verified, and were checked")
                .register(metrics);
    }

    @Override
    public boolean contain(String token) {
        return verified.asMap().containsKey(hash(token));
    }

    @Override
    public Optional<UUID> knownSession(String token) {
        return claimedSession(token).filter(verifiedSessions.asMap()::containsKey);
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> verified(token)).flatMap(this::trusted).flatMap(this::current);
    }

    /// Nobody has checked it.
    private static Optional<UUID> claimedSession(String token) {
        try {
            var session = SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(JwtAccessTokens.SESSION);
            return Optional.ofNullable(session).map(UUID::fromString);
        } catch (ParseException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Mono<Jwt> verified(String token) {
        var hash = hash(token);
        var known = verified.getIfPresent(hash);
        return known == null
                ? verify(token, hash)
                : withItsKey(known).switchIfEmpty(Mono.defer(() -> verify(token, hash)));
    }

    private Mono<Jwt> verify(String token, ByteBuffer hash) {
        return decoder.decode(token).doOnSubscribe(_ -> checks.increment()).doOnNext(good -> remember(hash, good));
    }

    private void remember(ByteBuffer hash, Jwt good) {
        verified.put(hash, good);
        verifiedSessions.put(id(good.getClaimAsString(JwtAccessTokens.SESSION)), true);
    }

    /// Empty when its key is none of the ring any more.
    private Mono<Jwt> withItsKey(Jwt token) {
        var id = token.getHeaders().get(JoseHeaderNames.KID);
        return keys.verifying()
                .filter(good -> good.stream().anyMatch(key -> key.getKeyID().equals(id)))
                .map(_ -> token);
    }

    private Duration remembered(Jwt token, Instant now) {
        var expiresAt = token.getExpiresAt();
        if (expiresAt == null || expiresAt.plus(skew).isBefore(now)) {
            return Duration.ZERO;
        }
        var left = Duration.between(now, expiresAt.plus(skew));
        return left.compareTo(rememberedMax) < 0 ? left : rememberedMax;
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Flux<JWK> keysOf(SignedJWT token) {
        var id = token.getHeader().getKeyID();
        return keys.verifying()
                .filter(known -> known.stream().anyMatch(key -> key.getKeyID().equals(id)))
                .switchIfEmpty(Mono.defer(keys::verifyingNow))
                .flatMapIterable(known -> known.stream().map(ECKey::toPublicJWK).toList());
    }

    private Mono<Jwt> current(Jwt token) {
        return sessions.callerOf(
                        new PlayerId(id(token.getSubject())), id(token.getClaimAsString(JwtAccessTokens.SESSION)))
                .map(caller -> withRoles(caller.roles(), token))
                .switchIfEmpty(Mono.error(() -> new BadJwtException("the session is over")));
    }

    private static Jwt withRoles(Set<Role> roles, Jwt token) {
        var names = roles.stream().map(Role::name).sorted().toList();
        return names.equals(token.getClaimAsStringList(JwtAccessTokens.ROLES))
                ? token
                : Jwt.withTokenValue(token.getTokenValue())
                        .headers(headers -> headers.putAll(token.getHeaders()))
                        .claims(claims -> claims.putAll(token.getClaims()))
                        .claim(JwtAccessTokens.ROLES, names)
                        .build();
    }

    private static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException none) {
            throw new BadJwtException("names no account or no session", none);
        }
    }

    private Mono<Jwt> trusted(Jwt token) {
        var roles = token.getClaimAsStringList(JwtAccessTokens.ROLES);
        if (roles == null || !roles.contains(Role.GAME_SERVER.name())) {
            return Mono.just(token);
        }
        return servers.isTrusted(new PlayerId(id(token.getSubject())))
                .filter(trusted -> trusted)
                .map(_ -> token)
                .switchIfEmpty(Mono.error(() -> new BadJwtException("the game server is revoked")));
    }
}
