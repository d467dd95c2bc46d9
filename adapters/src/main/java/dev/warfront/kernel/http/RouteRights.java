package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Right;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Closed by default: a request reaches its handler only by the right that a route declares with {@link Allow}.
/// Whatever else would answer, a function or a file, declares none and is closed. Where nothing would answer there
/// is nothing to protect; the answer is 404, 405 or 415.
@Component
final class RouteRights implements ReactiveAuthorizationManager<AuthorizationContext> {
    private final ObjectProvider<DispatcherHandler> dispatcher;

    RouteRights(ObjectProvider<DispatcherHandler> dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> who, AuthorizationContext context) {
        return handler(context.getExchange())
                .map(RouteRights::rightOf)
                .flatMap(right -> decide(who, right))
                .defaultIfEmpty(new AuthorizationDecision(true));
    }

    /// The one that the dispatcher will choose. A wrong method or media type is none; that it is wrong is said behind
    /// the filters.
    private Mono<Object> handler(ServerWebExchange exchange) {
        return Flux.fromIterable(Objects.requireNonNull(dispatcher.getObject().getHandlerMappings()))
                .concatMap(mapping -> mapping.getHandler(exchange))
                .next()
                .onErrorComplete();
    }

    private static Right rightOf(Object handler) {
        return handler instanceof HandlerMethod route ? Right.of(route.getMethod()) : new Right(null);
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> who, Right right) {
        return who.map(Authentication::getPrincipal)
                .ofType(Caller.class)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(caller -> new AuthorizationDecision(right.permits(caller.orElse(null))));
    }
}
