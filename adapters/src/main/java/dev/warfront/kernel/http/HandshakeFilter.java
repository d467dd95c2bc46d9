package dev.warfront.kernel.http;

import dev.warfront.kernel.WebSocketPath;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses what comes to a path of WebSockets and is no handshake: these were taken before, and no filter
/// sees them. It is counted by then, as any other request.
@Component
@Order(-1) // behind the security filters, which count who is known
final class HandshakeFilter implements WebFilter {
    private static final Problem MALFORMED = Problem.invalid(Violation.MALFORMED, "handshake");

    private final List<String> paths;

    HandshakeFilter(ObjectProvider<WebSocketPath> webSockets) {
        this.paths = webSockets.stream().map(WebSocketPath::path).toList();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return paths.contains(
                        exchange.getRequest().getPath().pathWithinApplication().value())
                ? Mono.error(new ProblemException(MALFORMED))
                : chain.filter(exchange);
    }
}
