package dev.warfront.kernel.http;

import dev.warfront.kernel.RequestLimits;
import dev.warfront.kernel.RequestLimits.Admission;
import dev.warfront.kernel.http.RouteKey.Asked;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Takes the limits that routes declare with {@link Limited}: behind the security filters, since callers must be known,
/// and before the transaction of the command, which may run more than once.
@Component
@Order(-1)
final class RouteLimitFilter implements WebFilter, SmartInitializingSingleton {
    private final RequestMappingHandlerMapping mapping;
    private final Map<String, RouteKey> byName;
    private final Map<Method, RouteKey> limited = new HashMap<>();
    private final RequestLimits limits;
    private final RateLimits rates;
    private final ClientAddresses addresses;
    private final JsonMapper json;
    private final Clock clock;

    RouteLimitFilter(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            ObjectProvider<RouteKey> declared,
            RequestLimits limits,
            RateLimits rates,
            ClientAddresses addresses,
            JsonMapper json,
            Clock clock) {
        this.mapping = mapping;
        this.byName = declared.stream().collect(Collectors.toMap(RouteKey::name, Function.identity()));
        this.limits = limits;
        this.rates = rates;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
    }

    /// A route without its limit would be unlimited.
    @Override
    public void afterSingletonsInstantiated() {
        mapping.getHandlerMethods()
                .values()
                .forEach(route -> nameOf(route).ifPresent(name -> limited.put(route.getMethod(), named(name))));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return RequestRoute.of(exchange)
                .map(route -> limited.get(route.getMethod()))
                .map(counted -> limited(counted, exchange, chain))
                .orElseGet(() -> chain.filter(exchange));
    }

    private Mono<Void> limited(RouteKey counted, ServerWebExchange exchange, WebFilterChain chain) {
        var address = addresses.of(exchange.getRequest());
        return Callers.of(exchange)
                .singleOptional()
                .flatMap(caller -> CommandRequest.read(exchange)
                        .delayUntil(
                                request -> take(counted, new Asked(parsed(request.body()), caller, address), exchange)))
                .flatMap(request -> chain.filter(request.repeatable()));
    }

    private Mono<Void> take(RouteKey counted, Asked asked, ServerWebExchange exchange) {
        return switch (counted) {
            case RouteLimit limit ->
                limit.key(asked)
                        .flatMap(key -> limits.take(limit.name() + ":" + key, limit.limit(), limit.window()))
                        .doOnNext(admission -> check(admission, exchange))
                        .then();
            case RouteRate rate ->
                rate.buckets(asked)
                        .concatMap(bucket -> rates.admit(bucket.counted(), bucket.key(), exchange.getResponse()))
                        .then();
        };
    }

    private void check(Admission admission, ServerWebExchange exchange) {
        if (admission instanceof Admission.Refused(var pause)) {
            throw RateLimits.refused(pause, exchange.getResponse(), clock);
        }
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException malformed) {
            return MissingNode.getInstance(); // what is wrong with it the route says
        }
    }

    private RouteKey named(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalStateException("no bean RouteLimit or RouteRate is named " + name));
    }

    private static Optional<String> nameOf(HandlerMethod route) {
        return Optional.ofNullable(route.getMethodAnnotation(Limited.class)).map(Limited::value);
    }
}
