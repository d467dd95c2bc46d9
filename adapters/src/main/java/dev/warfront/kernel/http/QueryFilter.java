package dev.warfront.kernel.http;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses what the route of a request does not know in its query, instead of answering something else than what was
/// meant. Only of the program's own routes; what {@link DirectReads} answer is checked there.
@Component
@Order(-2) // behind the security filters, before anything is counted or begun for the route
final class QueryFilter implements WebFilter {
    /// By the methods of controllers, of which there are as many as there are routes.
    private final Map<Method, KnownQuery> known = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            RequestRoute.of(exchange).filter(ApiRoutes::isOwn).ifPresent(route -> check(route, exchange));
            return chain.filter(exchange);
        });
    }

    private void check(HandlerMethod route, ServerWebExchange exchange) {
        known.computeIfAbsent(route.getMethod(), _ -> KnownQuery.of(route)).check(exchange.getRequest());
    }
}
