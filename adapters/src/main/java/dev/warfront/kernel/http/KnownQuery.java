package dev.warfront.kernel.http;

import dev.warfront.kernel.PageRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/// The query parameters that a route knows: those that its handler asks for.
final class KnownQuery {
    /// A query may have as many names as its line is long.
    private static final int VIOLATIONS_MAX = 10;

    /// Whether each may be given more than once, by name.
    private final Map<String, Boolean> repeatable;

    private KnownQuery(Map<String, Boolean> repeatable) {
        this.repeatable = repeatable;
    }

    static KnownQuery of(HandlerMethod handler) {
        var known = new HashMap<String, Boolean>();
        for (var parameter : handler.getMethodParameters()) {
            var marked = parameter.getParameterAnnotation(RequestParam.class);
            if (marked != null) {
                known.put(nameOf(parameter, marked), isMany(parameter.getParameterType()));
            } else if (parameter.getParameterType() == PageRequest.class) {
                PageRequestArgument.NAMES.forEach(name -> known.put(name, false));
            }
        }
        return new KnownQuery(Map.copyOf(known));
    }

    /// Throws {@link ProblemException} 400 `VALIDATION_FAILED` when there is a parameter that is not known, has no
    /// value, or is there more than once. One without a value would pass for one that is not there.
    void check(ServerHttpRequest request) {
        if (request.getURI().getRawQuery() == null) {
            return;
        }
        var violations = request.getQueryParams().entrySet().stream()
                .flatMap(given -> violation(given.getKey(), given.getValue()))
                .limit(VIOLATIONS_MAX)
                .toList();
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(violations));
        }
    }

    private Stream<FieldViolation> violation(String name, List<@Nullable String> values) {
        var many = repeatable.get(name);
        if (many == null) {
            return Stream.of(new FieldViolation(Violation.UNKNOWN, name));
        }
        if (!many && values.size() > 1) {
            return Stream.of(new FieldViolation(Violation.REPEATED, name));
        }
        return values.stream().anyMatch(value -> value == null || value.isBlank())
                ? Stream.of(new FieldViolation(Violation.MALFORMED, name))
                : Stream.empty();
    }

    private static String nameOf(MethodParameter parameter, RequestParam marked) {
        if (!marked.name().isEmpty()) {
            return marked.name();
        }
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return Objects.requireNonNull(parameter.getParameterName(), "compiled without the names of parameters");
    }

    private static boolean isMany(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }
}
