package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// `Optional<Caller> caller`: everybody may ask, some see more.
final class OptionalCallerArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Optional.class
                && parameter.nested().getNestedParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return Callers.of(exchange).<Object>map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
