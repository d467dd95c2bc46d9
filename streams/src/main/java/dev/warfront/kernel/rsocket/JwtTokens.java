package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.TokenChecks;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The same tokens as over HTTP, of which an address may have as many checked over both together.
@Component
final class JwtTokens implements TokenVerifier {
    private static final String SESSION = "sid";

    private final TokenChecks checks;
    private final ReactiveJwtDecoder decoder;
    private final Converter<Jwt, Mono<AbstractAuthenticationToken>> callers;

    JwtTokens(
            TokenChecks checks, ReactiveJwtDecoder decoder, Converter<Jwt, Mono<AbstractAuthenticationToken>> callers) {
        this.checks = checks;
        this.decoder = decoder;
        this.callers = callers;
    }

    @Override
    public Mono<AuthenticatedSession> verify(SourceAddress from, String token) {
        return Mono.defer(
                () -> checks.take(from, token).isAdmitted() ? verified(token) : Mono.error(RSocketErrors.retryLater()));
    }

    private Mono<AuthenticatedSession> verified(String token) {
        return decoder.decode(token)
                .flatMap(this::session)
                .onErrorMap(JwtTokens::isBad, BadToken::new)
                .switchIfEmpty(Mono.error(() -> new BadToken(new BadJwtException("names no caller"))));
    }

    private Mono<AuthenticatedSession> session(Jwt jwt) {
        var expiresAt = jwt.getExpiresAt();
        if (expiresAt == null) {
            return Mono.empty();
        }
        return Mono.justOrEmpty(callers.convert(jwt))
                .flatMap(Function.identity())
                .filter(authentication -> authentication.getPrincipal() instanceof Caller)
                .map(authentication -> new AuthenticatedSession(
                        (Caller) authentication.getPrincipal(),
                        UUID.fromString(jwt.getClaimAsString(SESSION)),
                        expiresAt));
    }

    private static boolean isBad(Throwable failure) {
        return failure instanceof BadJwtException || failure instanceof IllegalArgumentException;
    }
}
