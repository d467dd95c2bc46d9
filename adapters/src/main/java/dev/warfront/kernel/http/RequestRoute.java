package dev.warfront.kernel.http;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/// What the route of a request declares about itself. Known once the rights of the request were checked.
final class RequestRoute {
    private RequestRoute() {}

    static Optional<HandlerMethod> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.<Object>getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE))
                .filter(HandlerMethod.class::isInstance)
                .map(HandlerMethod.class::cast);
    }

    /// The code of a failure that can happen to any command, in the words of the route's context.
    static String code(String common, ServerWebExchange exchange) {
        return of(exchange)
                .map(route -> AnnotatedElementUtils.findMergedAnnotation(route.getBeanType(), CodePrefix.class))
                .map(prefix -> prefix.value() + common)
                .orElse(common);
    }

    /// Whether the route has named the refusal; also of a refusal that was met before any route was known.
    static boolean declares(Object refusal, ServerWebExchange exchange) {
        return of(exchange)
                .map(route -> Optional.ofNullable(route.getMethodAnnotation(Refuses.class)).stream()
                        .flatMap(refuses -> Arrays.stream(refuses.value()))
                        .anyMatch(type -> type.isInstance(refusal)))
                .orElse(true);
    }
}
