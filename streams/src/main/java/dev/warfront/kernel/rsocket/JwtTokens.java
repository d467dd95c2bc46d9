package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The same tokens as over HTTP.
@Component
final class JwtTokens implements TokenVerifier {
    private static final String SESSION = "sid";

    private final ReactiveJwtDecoder decoder;
    private final Converter<Jwt, Mono<AbstractAuthenticationToken>> callers;

    JwtTokens(ReactiveJwtDecoder decoder, Converter<Jwt, Mono<AbstractAuthenticationToken>> callers) {
        this.decoder = decoder;
        this.callers = callers;
    }

    @Override
    public Mono<AuthenticatedSession> verify(String token) {
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
