package dev.warfront.kernel.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Puts into each answer the headers that keep browsers honest, unless its handler says otherwise. They are those of
/// Spring Security, whose filters a request that needs none of them does not meet.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SecurityHeaders implements WebFilter {
    /// The page with the documentation of the API needs styles of its own.
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        addBeforeCommit(exchange);
        return chain.filter(exchange);
    }

    static void addBeforeCommit(ServerWebExchange exchange) {
        var response = exchange.getResponse();
        response.beforeCommit(() -> {
            addTo(exchange.getRequest(), response);
            return Mono.empty();
        });
    }

    /// Once its status is known.
    static void addTo(ServerHttpRequest request, ServerHttpResponse response) {
        var headers = response.getHeaders();
        addOnce(headers, "X-Content-Type-Options", "nosniff");
        addOnce(headers, "X-Frame-Options", "DENY");
        addOnce(headers, "X-XSS-Protection", "0");
        addOnce(headers, "Referrer-Policy", "no-referrer");
        addOnce(headers, "Content-Security-Policy", CONTENT_POLICY);
        if ("https".equals(request.getURI().getScheme())) {
            addOnce(headers, "Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
        }
        if (response.getStatusCode() != HttpStatus.NOT_MODIFIED && !saysHowLong(headers)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
            headers.set(HttpHeaders.PRAGMA, "no-cache");
            headers.set(HttpHeaders.EXPIRES, "0");
        }
    }

    private static boolean saysHowLong(HttpHeaders headers) {
        return headers.getFirst(HttpHeaders.CACHE_CONTROL) != null
                || headers.getFirst(HttpHeaders.PRAGMA) != null
                || headers.getFirst(HttpHeaders.EXPIRES) != null;
    }

    private static void addOnce(HttpHeaders headers, String name, String value) {
        if (headers.getFirst(name) == null) {
            headers.set(name, value);
        }
    }
}
