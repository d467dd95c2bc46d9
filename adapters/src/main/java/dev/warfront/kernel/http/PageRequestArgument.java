package dev.warfront.kernel.http;

import dev.warfront.kernel.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// `PageRequest page`: from the query, `limit` and `cursor`.
final class PageRequestArgument implements HandlerMethodArgumentResolver {
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    /// Those of the query.
    static final List<String> NAMES = List.of(LIMIT, CURSOR);

    private static final int CURSOR_MAX = 4_096;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        return Mono.fromSupplier(() -> new PageRequest(limit(query.getFirst(LIMIT)), cursor(query.getFirst(CURSOR))));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return PageRequest.LIMIT_DEFAULT;
        }
        if (!text.matches("[0-9]{1,3}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > PageRequest.LIMIT_MAX) {
            throw new ProblemException(Problem.invalid(Violation.RANGE, LIMIT));
        }
        return Integer.parseInt(text);
    }

    private static @Nullable String cursor(@Nullable String text) {
        if (text != null && (text.length() > CURSOR_MAX)) {
            throw new ProblemException(Problem.invalid(Violation.MALFORMED, CURSOR));
        }
        return text;
    }
}
