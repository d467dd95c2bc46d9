package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// `Caller caller`: somebody must be known.
final class CallerArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return Callers.of(exchange)
                .<Object>map(caller -> caller)
                .switchIfEmpty(Mono.error(() -> new ProblemException(Callers.unauthenticated())));
    }
}
