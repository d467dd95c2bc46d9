package dev.warfront.audit.http;

import dev.warfront.audit.AuditedRequest;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.ApiRoutes.Route;
import dev.warfront.kernel.http.ClientAddresses;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Says in the Reactor context that a request is audited, and as what, wherever its effect will be stored.
@Component
@Order(-3) // behind the security filters, before the transaction of a command begins
final class AuditFilter implements WebFilter {
    private final ClientAddresses addresses;

    AuditFilter(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getMethod().equals(HttpMethod.GET)) {
            return chain.filter(exchange);
        }
        return ApiRoutes.of(exchange)
                .filter(AuditedRoutes::isAudited)
                .map(route -> request(route, exchange))
                .map(request -> chain.filter(exchange).contextWrite(request::put))
                .orElseGet(() -> chain.filter(exchange));
    }

    private AuditedRequest request(Route route, ServerWebExchange exchange) {
        var variables = exchange.<Map<String, String>>getAttributeOrDefault(
                HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
        return new AuditedRequest(
                AuditedRoutes.action(route),
                AuditedRoutes.target(route, variables),
                addresses.of(exchange.getRequest()).text());
    }
}
