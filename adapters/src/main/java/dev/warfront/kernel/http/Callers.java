package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Who asks, from what the security filters found.
final class Callers {
    private Callers() {}

    /// Empty when the request bears no token.
    static Mono<Caller> of(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .mapNotNull(Authentication::getPrincipal)
                .ofType(Caller.class);
    }

    static Problem unauthenticated() {
        return Problem.with(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED");
    }
}
