package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Right;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Closed by default: a request reaches its handler only by the right that a route declares with {@link Allow}.
/// Whatever else would answer, a function or a file, declares none and is closed. Where nothing would answer there
/// is nothing to protect; the answer is 404, 405 or 415.
@Component
final class RouteRights implements ReactiveAuthorizationManager<AuthorizationContext> {
    private static final Right NOBODY = new Right(null);

    /// By the methods of controllers, of which there are as many as there are routes.
    private final Map<Method, Right> declared = new ConcurrentHashMap<>();

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> who, AuthorizationContext context) {
        return FoundRoute.of(context.getExchange())
                .map(handler -> decide(who, rightOf(handler)))
                .orElseGet(() -> Mono.just(new AuthorizationDecision(true)));
    }

    /// Whether a route was found that everyone may use.
    boolean isOpen(ServerWebExchange exchange) {
        return FoundRoute.of(exchange)
                .filter(handler -> rightOf(handler).permits(null))
                .isPresent();
    }

    private Right rightOf(Object handler) {
        return handler instanceof HandlerMethod route ? declared.computeIfAbsent(route.getMethod(), Right::of) : NOBODY;
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> who, Right right) {
        return who.map(Authentication::getPrincipal)
                .ofType(Caller.class)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(caller -> new AuthorizationDecision(right.permits(caller.orElse(null))));
    }
}
