package dev.warfront.kernel.http;

import dev.warfront.kernel.Ids;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Lets pages of the configured origins read answers with a browser, refusals too (CORS,
/// https://fetch.spec.whatwg.org), and tells browsers what such a page may send. It stands before whatever
/// answers, since plain reads meet no filter. An origin that is not configured is answered as if there were none:
/// its browser keeps the answer from the page. That is for browsers alone, and no right.
@Component
@Order(-1) // before what is ready
final class CrossOriginRequests implements HttpHandlerDecoratorFactory {
    private final CorsProcessor cors = new DefaultCorsProcessor();
    private final CorsSettings settings;
    private final Ids ids;
    private final RateLimits limits;
    private final ReadExchange.Factory exchanges;
    private final FailureHandler failures;

    CrossOriginRequests(
            CorsSettings settings,
            Ids ids,
            RateLimits limits,
            ReadExchange.Factory exchanges,
            FailureHandler failures) {
        this.settings = settings;
        this.ids = ids;
        this.limits = limits;
        this.exchanges = exchanges;
        this.failures = failures;
    }

    @Override
    public HttpHandler apply(HttpHandler next) {
        var allowed = settings.configuration();
        return settings.origins().isEmpty()
                ? next
                : (request, response) -> isAllowed(request, allowed)
                        ? answer(request, response, allowed, next)
                        : next.handle(request, response);
    }

    private static boolean isAllowed(ServerHttpRequest request, CorsConfiguration allowed) {
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        return origin != null && allowed.checkOrigin(origin) != null;
    }

    /// Headers that are set now are in every answer.
    private Mono<Void> answer(
            ServerHttpRequest request, ServerHttpResponse response, CorsConfiguration allowed, HttpHandler next) {
        var exchange = exchanges.of(request, response, null);
        var granted = cors.process(allowed, exchange);
        return CorsUtils.isPreFlightRequest(request) && !BoundedRequest.hasBody(request)
                ? answerAhead(granted, exchange)
                : next.handle(request, response);
    }

    /// Of nobody known: a browser asks without the token. So it counts.
    private Mono<Void> answerAhead(boolean granted, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        response.getHeaders().set(CorrelationFilter.HEADER, CorrelationFilter.idOf(request, ids));
        SecurityHeaders.addBeforeCommit(exchange);
        return limits.admit(null, request, response, null)
                .then(Mono.defer(() -> granted ? done(response) : Mono.error(refused())))
                .onErrorResume(failure -> failures.handle(exchange, failure));
    }

    private static Mono<Void> done(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }

    private static ProblemException refused() {
        return new ProblemException(Problem.with(HttpStatus.FORBIDDEN, "FORBIDDEN")
                .detail("no page of another origin may send this method or these headers"));
    }
}
