package dev.warfront.kernel.http;

import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.Ids;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Gives each request the correlation id that the client named, or a new one, and tells it in the response.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CorrelationFilter implements WebFilter {
    static final String HEADER = "X-Correlation-Id";

    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final Ids ids;

    CorrelationFilter(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var id = idOf(exchange.getRequest(), ids);
        exchange.getResponse().getHeaders().set(HEADER, id);
        return chain.filter(exchange).contextWrite(context -> context.put(Correlation.CORRELATION_ID, id));
    }

    static String idOf(ServerHttpRequest request, Ids ids) {
        var named = request.getHeaders().getFirst(HEADER);
        return named != null && USABLE.matcher(named).matches()
                ? named
                : ids.next().toString();
    }
}
