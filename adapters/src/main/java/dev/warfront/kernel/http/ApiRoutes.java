package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

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

    private static Stream<Route> routes(Map.Entry<RequestMappingInfo, HandlerMethod> entry) {
        var info = entry.getKey();
        return info.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> new Route(method.name(), path.getPatternString(), entry.getValue())));
    }

    /// One operation of the API.
    ///
    /// @param path as its handler names it, `/api/v1/clans/{id}`
    public record Route(String method, String path, HandlerMethod handler) {
        /// `everyone`, `signed in`, the roles of which one is needed, or `nobody` where none is declared.
        public String right() {
            return text(RouteRights.rightOf(handler));
        }

        boolean asks(Class<?> type) {
            return Arrays.asList(handler.getMethod().getParameterTypes()).contains(type);
        }

        private static String text(@Nullable Allow allowed) {
            if (allowed == null) {
                return "nobody";
            }
            if (allowed.everyone()) {
                return "everyone";
            }
            return allowed.value().length == 0
                    ? "signed in"
                    : Arrays.stream(allowed.value()).map(Role::name).collect(Collectors.joining(", "));
        }
    }
}
