package dev.warfront.kernel.http;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Counts requests that show nothing of who asks, before anything is done for them but finding their route.
/// The others are counted by the security filters, once it is known whose they are; here they only pay for a
/// token that has to be checked.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class RateFilter implements WebFilter {
    private final RateLimits limits;

    RateFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        var admitted = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null
                ? limits.admit(route(exchange), request, response, null)
                : limits.admitCheck(request, response);
        return admitted.then(Mono.defer(() -> chain.filter(exchange)));
    }

    /// Behind the search for who asks. What proves nobody is counted by its address.
    Mono<Void> whoIsKnown(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null) {
            return chain.filter(exchange);
        }
        return Callers.of(exchange)
                .doOnNext(caller -> HttpConnections.identify(request, caller))
                .singleOptional()
                .flatMap(caller -> limits.admit(route(exchange), request, exchange.getResponse(), caller.orElse(null)))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /// Whose token is none: it cost more than an answer does.
    Mono<Void> whoIsNot(ServerWebExchange exchange) {
        return limits.admit(null, exchange.getRequest(), exchange.getResponse(), null);
    }

    private static @Nullable HandlerMethod route(ServerWebExchange exchange) {
        return FoundRoute.of(exchange).orElse(null) instanceof HandlerMethod method ? method : null;
    }
}
