package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Right;
import dev.warfront.kernel.Role;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/// Which class a request is of: what its route says, else what can be seen of it.
final class RequestClasses {
    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /// By the methods of controllers: what they are whoever asks, if anything.
    private final Map<Method, Optional<RequestClass>> known = new ConcurrentHashMap<>();

    /// @param route null when none was found
    /// @param caller null when nobody is known
    RequestClass of(@Nullable HandlerMethod route, HttpMethod method, @Nullable Caller caller) {
        var ofRoute = route == null
                ? Optional.<RequestClass>empty()
                : known.computeIfAbsent(route.getMethod(), _ -> ofRoute(route));
        return ofRoute.filter(one -> one != RequestClass.INGEST || isGameServer(caller))
                .orElseGet(() -> {
                    if (caller == null) {
                        return RequestClass.ANONYMOUS;
                    }
                    return READING.contains(method) ? RequestClass.ACCOUNT : RequestClass.WRITE;
                });
    }

    private static boolean isGameServer(@Nullable Caller caller) {
        return caller != null && caller.roles().contains(Role.GAME_SERVER);
    }

    private static Optional<RequestClass> ofRoute(HandlerMethod route) {
        var said = Optional.ofNullable(route.getMethodAnnotation(CountsAs.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(route.getBeanType(), CountsAs.class)));
        if (said.isPresent()) {
            return said.map(CountsAs::value);
        }
        if (isForGameServersAlone(Right.of(route.getMethod()).declared())) {
            return Optional.of(RequestClass.INGEST);
        }
        return looksThroughACollection(route) ? Optional.of(RequestClass.SEARCH) : Optional.empty();
    }

    private static boolean isForGameServersAlone(@Nullable Allow right) {
        return right != null && !right.everyone() && List.of(right.value()).equals(List.of(Role.GAME_SERVER));
    }

    /// Answers a list, and names nothing that it is the list of.
    private static boolean looksThroughACollection(HandlerMethod route) {
        var mapping = route.getMethodAnnotation(GetMapping.class);
        return mapping != null
                && route.getReturnType().getGenericParameterType().getTypeName().contains("ListJson<")
                && List.of(mapping.value()).stream().noneMatch(path -> path.contains("{"));
    }
}
