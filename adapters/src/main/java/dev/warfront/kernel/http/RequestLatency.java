package dev.warfront.kernel.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Measures every request that a handler took: `war_request_latency` {operation}, where the operation is the method and
/// the path as its handler names it, as `POST /api/v1/clan-wars`.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class RequestLatency implements WebFilter {
    private final MeterRegistry metrics;

    RequestLatency(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            var running = Timer.start(metrics);
            return chain.filter(exchange).doFinally(_ -> stop(running, exchange));
        });
    }

    private void stop(Timer.Sample running, ServerWebExchange exchange) {
        var path = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (path != null) {
            var operation = exchange.getRequest().getMethod() + " " + path;
            running.stop(of(operation, metrics));
        }
    }

    /// @param operation method and path as its handler names it
    static Timer of(String operation, MeterRegistry metrics) {
        return metrics.timer("war.request.latency", "operation", operation);
    }
}
