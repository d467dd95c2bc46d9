package dev.warfront.identity.jwt;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Who a decoded token speaks for. Roles this program does not know grant nothing.
@Component
public final class CallerTokens implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {
    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt token) {
        return Mono.fromSupplier(() -> new CallerAuthentication(callerOf(token), token));
    }

    private static Caller callerOf(Jwt token) {
        var named = token.getClaimAsStringList(JwtAccessTokens.ROLES);
        var names = named == null ? List.<String>of() : named;
        var roles = Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name()))
                .collect(Collectors.toUnmodifiableSet());
        return new Caller(new PlayerId(subject(token)), roles);
    }

    private static UUID subject(Jwt token) {
        try {
            return UUID.fromString(String.valueOf(token.getSubject()));
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException("the subject is no id", e);
        }
    }
}
