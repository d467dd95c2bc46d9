package dev.warfront.kernel.http;

import dev.warfront.kernel.Right;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/// All routes of the program's own controllers, for the description of the API and for the table of rights.
@Component
public final class ApiRoutes {
    private static final String OWN = "dev.warfront.";

    private final RequestMappingHandlerMapping mapping;

    ApiRoutes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    /// By path and method.
    public List<Route> all() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith(OWN))
                .flatMap(ApiRoutes::routes)
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .toList();
    }

    /// One of those that a method of a controller handles; empty for a foreign controller.
    public Optional<Route> handledBy(Method method) {
        return all().stream()
                .filter(route -> route.handler().getMethod().equals(method))
                .findFirst();
    }

    /// The one that a request is for. Known behind the security filters; empty when no controller handles it.
    public static Optional<Route> of(ServerWebExchange exchange) {
        return RequestRoute.of(exchange)
                .map(handler -> new Route(
                        exchange.getRequest().getMethod().name(),
                        exchange.<Object>getRequiredAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                                .toString(),
                        handler));
    }

    private static Stream<Route> routes(Map.Entry<RequestMappingInfo, HandlerMethod> entry) {
        var info = entry.getKey();
        return info.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> methods(info)
                        .map(method -> new Route(method.name(), path.getPatternString(), entry.getValue())));
    }

    /// A mapping that names no method answers all.
    private static Stream<RequestMethod> methods(RequestMappingInfo info) {
        var named = info.getMethodsCondition().getMethods();
        return named.isEmpty() ? Stream.of(RequestMethod.values()) : named.stream();
    }

    /// One operation of the API.
    ///
    /// @param path as its handler names it, `/api/v1/clans/{id}`
    public record Route(String method, String path, HandlerMethod handler) {
        /// Who may use it.
        public Right right() {
            return Right.of(handler.getMethod());
        }

        /// Whether its requests are commands.
        public boolean isCommand() {
            return Commands.isCommand(HttpMethod.valueOf(method), handler);
        }

        /// Whether its requests must carry an `Idempotency-Key`.
        public boolean needsKey() {
            return isCommand() && Commands.needKey(HttpMethod.valueOf(method));
        }

        /// Whether its answers of success name the place of what was made.
        public boolean isCreation() {
            return new RouteAnswer(handler.getMethod()).isCreated();
        }

        /// Whether its answers of success carry an ETag.
        public boolean isTagged() {
            return new RouteAnswer(handler.getMethod()).isTagged();
        }

        /// Whether its requests are counted against a rate.
        public boolean isCounted() {
            return new RequestClasses().of(handler, HttpMethod.valueOf(method), null) != RequestClass.UNCOUNTED;
        }

        /// Whether its handler has an argument of that type.
        public boolean asks(Class<?> type) {
            return Arrays.asList(handler.getMethod().getParameterTypes()).contains(type);
        }
    }
}
