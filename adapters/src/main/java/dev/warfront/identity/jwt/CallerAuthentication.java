package dev.warfront.identity.jwt;

import dev.warfront.kernel.Caller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/// A verified token, whose principal is a {@link Caller}.
public final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient Jwt token;

    CallerAuthentication(Caller caller, Jwt token) {
        super(caller.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        this.caller = caller;
        this.token = token;
        setAuthenticated(true);
    }

    @Override
    public Jwt getCredentials() {
        return token;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id().value().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication authentication
                && authentication.caller.equals(caller)
                && authentication.token.equals(token);
    }

    @Override
    public int hashCode() {
        return Objects.hash(caller, token);
    }
}
