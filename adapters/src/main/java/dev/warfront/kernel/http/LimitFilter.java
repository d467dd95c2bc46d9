package dev.warfront.kernel.http;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.netty.DeadlineWheel;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Bounds each request of the API in time and in size, whoever handles it, and refuses what two readers could read
/// differently: a path with `%` or `;`, which no path of the API needs, and a body in a coding that is not chunked.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class LimitFilter implements WebFilter {
    private final Deadline deadline;

    LimitFilter(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (BoundedRequest.hasBody(exchange.getRequest())) {
            return bounded(exchange, chain);
        }
        return isAmbiguous(exchange.getRequest()) ? malformed("path") : timed(chain.filter(exchange), exchange);
    }

    private Mono<Void> bounded(ServerWebExchange exchange, WebFilterChain chain) {
        var request = new BoundedRequest(exchange.getRequest());
        var response = exchange.getResponse();
        response.beforeCommit(() -> request.drained(deadline.operation())
                .doOnNext(usable -> keep(response, usable))
                .then());
        if (request.isOddlyCoded()) {
            return malformed("transfer_encoding");
        }
        if (isAmbiguous(request)) {
            return malformed("path");
        }
        if (request.isTooLarge()) {
            return Mono.error(BoundedRequest.tooLarge());
        }
        return timed(chain.filter(exchange.mutate().request(request).build()), exchange);
    }

    private Mono<Void> timed(Mono<Void> handled, ServerWebExchange exchange) {
        return isApi(exchange) ? DeadlineWheel.within(deadline.operation(), handled) : handled;
    }

    private static Mono<Void> malformed(String field) {
        return Mono.error(new ProblemException(Problem.invalid(Violation.MALFORMED, field)));
    }

    private static void keep(ServerHttpResponse response, boolean usable) {
        if (!usable) {
            response.getHeaders().setConnection("close");
        }
    }

    static boolean isAmbiguous(ServerHttpRequest request) {
        var path = request.getPath().value();
        return path.indexOf('%') >= 0 || path.indexOf(';') >= 0;
    }

    private static boolean isApi(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/api/");
    }
}
