package dev.warfront.identity.http;

import dev.warfront.identity.CreateGameServer.NewServer;
import dev.warfront.identity.NewGameServers;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Prepares a game server before the transaction of the command that makes it: no connection waits for the hash of its
/// password.
@Component
@Order(-1) // behind the security filters, before the transaction of a command begins
final class NewServerFilter implements WebFilter {
    private static final String PREPARED = NewServerFilter.class.getName();

    private final NewGameServers newGameServers;

    NewServerFilter(NewGameServers newGameServers) {
        this.newGameServers = newGameServers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return makesServer(exchange.getRequest())
                ? newGameServers
                        .prepare()
                        .doOnNext(prepared -> exchange.getAttributes().put(PREPARED, prepared))
                        .then(chain.filter(exchange))
                : chain.filter(exchange);
    }

    static NewServer preparedFor(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.getAttribute(PREPARED));
    }

    private static boolean makesServer(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.POST)
                && request.getPath().pathWithinApplication().value().equals(GameServerController.PATH);
    }
}
