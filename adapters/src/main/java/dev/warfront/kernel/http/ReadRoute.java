package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Right;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.support.WebBindingInitializer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.InvocableHandlerMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import reactor.core.publisher.Mono;

/// A route that answers reads with an entity, and all that is the same for each of them.
final class ReadRoute {
    private final PathPattern path;
    private final InvocableHandlerMethod handler;
    private final @Nullable WebBindingInitializer binding;
    private final Right right;
    private final KnownQuery query;
    private final MeterRegistry metrics;
    private volatile @Nullable Timer latency;

    ReadRoute(
            PathPattern path,
            InvocableHandlerMethod handler,
            @Nullable WebBindingInitializer binding,
            MeterRegistry metrics) {
        this.path = path;
        this.handler = handler;
        this.binding = binding;
        this.right = Right.of(handler.getMethod());
        this.query = KnownQuery.of(handler);
        this.metrics = metrics;
    }

    PathPattern path() {
        return path;
    }

    HandlerMethod handler() {
        return handler;
    }

    /// @param caller null for who has not logged in
    boolean permits(@Nullable Caller caller) {
        return right.permits(caller);
    }

    /// Nothing is measured of a route before its first request. Made twice it is the same: no lock is worth it.
    Timer latency() {
        var known = latency;
        if (known == null) {
            known = RequestLatency.of("GET " + path.getPatternString(), metrics);
            latency = known;
        }
        return known;
    }

    /// What the route answers. Throws {@link ProblemException} when it does not know all that is in the query.
    Mono<ResponseEntity<?>> ask(PathMatchInfo match, ReadExchange exchange) {
        met(match, exchange);
        query.check(exchange.getRequest());
        return handler.invoke(exchange, new BindingContext(binding)).flatMap(ReadRoute::entity);
    }

    /// The exchange, which knows from now on whose it is.
    ReadExchange met(PathMatchInfo match, ReadExchange exchange) {
        var attributes = exchange.getAttributes();
        attributes.put(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, handler);
        attributes.put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, path);
        attributes.put(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, match.getUriVariables());
        return exchange;
    }

    @SuppressWarnings("unchecked")
    private static Mono<ResponseEntity<?>> entity(HandlerResult result) {
        return (Mono<ResponseEntity<?>>) Objects.requireNonNull(result.getReturnValue());
    }
}
