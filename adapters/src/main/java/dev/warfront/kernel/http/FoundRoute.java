package dev.warfront.kernel.http;

import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Finds the handler of a request once: the filters ask it what the route declares, and the
/// dispatcher is given the very same. A wrong method or media type has none; that it is wrong is
/// said behind the filters.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class FoundRoute implements WebFilter, HandlerMapping {
    private static final String HANDLER = FoundRoute.class.getName();

    private final ObjectProvider<DispatcherHandler> dispatcher;

    FoundRoute(ObjectProvider<DispatcherHandler> dispatcher) {
        this.dispatcher = dispatcher;
    }

    /// What will handle the request, a controller's method or not; known behind this filter.
    static Optional<Object> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(HANDLER));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Flux.fromIterable(Objects.requireNonNull(dispatcher.getObject().getHandlerMappings()))
                .concatMap(mapping -> mapping.getHandler(exchange))
                .next()
                .onErrorComplete()
                .doOnNext(handler -> exchange.getAttributes().put(HANDLER, handler))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /// For the dispatcher, which asks it first.
    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        return Mono.justOrEmpty(of(exchange));
    }
}
