package dev.warfront.kernel.http;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Requests that need no security: they show no token, and ask for what is open to everyone.
@Component
final class OpenRequests {
    private final RouteRights rights;
    private final List<Open> open;

    OpenRequests(RouteRights rights, ObjectProvider<OpenPaths> declared) {
        this.rights = rights;
        this.open = declared.stream()
                .flatMap(paths -> paths.patterns().stream()
                        .map(pattern -> new Open(paths.method(), PathPatternParser.defaultInstance.parse(pattern))))
                .toList();
    }

    boolean contain(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null
                && (rights.isOpen(exchange) || isOpenPath(exchange));
    }

    private boolean isOpenPath(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication();
        return open.stream()
                .anyMatch(one -> one.method().equals(request.getMethod())
                        && one.pattern().matches(path));
    }

    private record Open(HttpMethod method, PathPattern pattern) {}
}
