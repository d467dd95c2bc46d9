package dev.warfront.kernel.http;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// `IfMatch ifMatch`: the client must say what it has seen.
final class IfMatchArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> {
            exchange.getAttributes().put(IfMatch.ASKED, true);
            return IfMatch.of(exchange.getRequest().getHeaders().getFirst(HttpHeaders.IF_MATCH));
        });
    }
}
