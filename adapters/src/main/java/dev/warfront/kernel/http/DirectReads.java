package dev.warfront.kernel.http;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.VerifiedTokens;
import dev.warfront.kernel.http.ReadRoutes.Found;
import dev.warfront.kernel.netty.DeadlineWheel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Answers plain reads of the program's own routes in one step: what a caller may ask meets no filters, no
/// security chain and no dispatcher, and is answered byte for byte and header for header as behind these.
/// Nothing is refused here: whatever is not a plain read, or not plainly permitted, goes the ordinary way. So
/// does the first request with a token, which is checked there, and once.
@Component
final class DirectReads implements HttpHandlerDecoratorFactory {
    private final ReadRoutes routes;
    private final ReadExchange.Factory exchanges;
    private final RateLimits limits;
    private final ReactiveJwtDecoder tokens;
    private final VerifiedTokens verified;
    private final Converter<Jwt, Mono<AbstractAuthenticationToken>> callers;
    private final EntityWriter entities;
    private final FailureHandler failures;
    private final Deadline deadline;
    private final Ids ids;

    DirectReads(
            ReadRoutes routes,
            ReadExchange.Factory exchanges,
            RateLimits limits,
            ReactiveJwtDecoder tokens,
            VerifiedTokens verified,
            Converter<Jwt, Mono<AbstractAuthenticationToken>> callers,
            EntityWriter entities,
            FailureHandler failures,
            Deadline deadline,
            Ids ids) {
        this.routes = routes;
        this.exchanges = exchanges;
        this.limits = limits;
        this.tokens = tokens;
        this.verified = verified;
        this.callers = callers;
        this.entities = entities;
        this.failures = failures;
        this.deadline = deadline;
        this.ids = ids;
    }

    @Override
    public HttpHandler apply(HttpHandler ordinary) {
        return (request, response) -> {
            var began = System.nanoTime();
            var found = find(request);
            if (found == null) {
                return ordinary.handle(request, response);
            }
            if (request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null) {
                return found.route().permits(null)
                        ? answer(found, request, response, null, began)
                        : ordinary.handle(request, response);
            }
            return DeadlineWheel.within(deadline.operation(), caller(request, found))
                    .map(known -> answer(found, request, response, known, began))
                    .switchIfEmpty(Mono.fromSupplier(() -> ordinary.handle(request, response)))
                    .onErrorResume(failure -> Mono.just(unanswered(failure, found, request, response, began)))
                    .flatMap(Function.identity());
        };
    }

    private @Nullable Found find(ServerHttpRequest request) {
        return PlainReads.contain(request) && !LimitFilter.isAmbiguous(request)
                ? routes.find(request.getPath().pathWithinApplication())
                : null;
    }

    /// Empty for who is not plainly known, or not permitted. Fails when that cannot be found out.
    private Mono<AbstractAuthenticationToken> caller(ServerHttpRequest request, Found found) {
        var headers = request.getHeaders();
        var token = BearerToken.of(headers);
        if (token == null || headers.getOrEmpty(HttpHeaders.AUTHORIZATION).size() > 1 || !verified.contain(token)) {
            return Mono.empty();
        }
        return tokens.decode(token)
                .flatMap(callers::convert)
                .onErrorResume(BadJwtException.class, _ -> Mono.empty())
                .filter(known -> known.getPrincipal() instanceof Caller caller
                        && found.route().permits(caller));
    }

    /// Nobody knows whether the caller may ask.
    private Mono<Void> unanswered(
            Throwable failure, Found found, ServerHttpRequest request, ServerHttpResponse response, long began) {
        var exchange = found.route().met(found.match(), exchanges.of(request, response, null));
        return measured(Mono.defer(() -> failed(failure, exchange)), found, exchange, began);
    }

    private Mono<Void> answer(
            Found found,
            ServerHttpRequest request,
            ServerHttpResponse response,
            @Nullable Authentication caller,
            long began) {
        var exchange = exchanges.of(request, response, caller);
        var asking = caller != null && caller.getPrincipal() instanceof Caller known ? known : null;
        if (asking != null) {
            HttpConnections.identify(request, asking);
        }
        var answered = limits.admit(found.route().handler(), request, response, asking)
                .then(Mono.defer(() -> found.route().ask(found.match(), exchange)))
                .flatMap(entity -> entities.write(entity, exchange))
                .then(Mono.defer(() -> complete(request, response)))
                .as(handled -> DeadlineWheel.within(left(began), handled))
                .onErrorResume(failure -> failed(failure, exchange));
        return measured(answered, found, exchange, began);
    }

    /// Under the request's correlation id, too.
    private Mono<Void> measured(Mono<Void> handled, Found found, ReadExchange exchange, long began) {
        var id = CorrelationFilter.idOf(exchange.getRequest(), ids);
        exchange.getResponse().getHeaders().set(CorrelationFilter.HEADER, id);
        return handled.doFinally(_ -> found.route().latency().record(System.nanoTime() - began, TimeUnit.NANOSECONDS))
                .contextWrite(context -> context.put(Correlation.CORRELATION_ID, id));
    }

    private Duration left(long began) {
        return deadline.operation().minusNanos(System.nanoTime() - began);
    }

    /// For a route that has answered nothing.
    private static Mono<Void> complete(ServerHttpRequest request, ServerHttpResponse response) {
        if (response.isCommitted()) {
            return Mono.empty();
        }
        SecurityHeaders.addTo(request, response);
        return response.setComplete();
    }

    private Mono<Void> failed(Throwable failure, ReadExchange exchange) {
        SecurityHeaders.addBeforeCommit(exchange);
        return failures.handle(exchange, failure);
    }
}
