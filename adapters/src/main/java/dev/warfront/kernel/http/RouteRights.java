package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Closed by default: a request reaches a controller only by the right that its route declares with {@link Allow}.
/// Where there is no route there is nothing to protect; the answer is 404, 405 or 415.
@Component
public final class RouteRights implements ReactiveAuthorizationManager<AuthorizationContext> {
    private final RequestMappingHandlerMapping mapping;

    RouteRights(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> who, AuthorizationContext context) {
        return route(context.getExchange())
                .flatMap(route -> decide(who, rightOf(route)))
                .defaultIfEmpty(new AuthorizationDecision(true));
    }

    /// The right of a route; null when it declares none.
    public static @Nullable Allow rightOf(HandlerMethod route) {
        var own = route.getMethodAnnotation(Allow.class);
        return own == null ? AnnotatedElementUtils.findMergedAnnotation(route.getBeanType(), Allow.class) : own;
    }

    /// A wrong method or media type is no handler; that it is wrong is said behind the filters.
    private Mono<HandlerMethod> route(ServerWebExchange exchange) {
        return mapping.getHandler(exchange).ofType(HandlerMethod.class).onErrorComplete();
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> who, @Nullable Allow right) {
        if (right == null) {
            return Mono.just(new AuthorizationDecision(false));
        }
        if (right.everyone()) {
            return Mono.just(new AuthorizationDecision(true));
        }
        return who.map(Authentication::getPrincipal)
                .ofType(Caller.class)
                .<AuthorizationResult>map(caller -> new AuthorizationDecision(mayUse(caller, right)))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    private static boolean mayUse(Caller caller, Allow right) {
        return right.value().length == 0 || Arrays.stream(right.value()).anyMatch(caller::is);
    }
}
