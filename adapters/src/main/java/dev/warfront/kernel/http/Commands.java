package dev.warfront.kernel.http;

import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;

/// What a command is: a request that changes something, on a route that does not say it is {@link WithoutKey}.
public final class Commands {
    private static final Set<HttpMethod> CHANGING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH);

    private Commands() {}

    /// Known behind the security filters; a request that no route handles is none.
    public static boolean isCommand(ServerWebExchange exchange) {
        return RequestRoute.of(exchange)
                .filter(route -> isCommand(exchange.getRequest().getMethod(), route))
                .isPresent();
    }

    static boolean isCommand(HttpMethod method, HandlerMethod route) {
        return CHANGING.contains(method)
                && !route.hasMethodAnnotation(WithoutKey.class)
                && !AnnotatedElementUtils.hasAnnotation(route.getBeanType(), WithoutKey.class);
    }

    /// Whether commands of this method name a key; PUT and DELETE name a version, which repeats nothing.
    static boolean needKey(HttpMethod method) {
        return method.equals(HttpMethod.POST);
    }
}
