package dev.warfront.kernel.http;

import dev.warfront.kernel.Ids;
import dev.warfront.kernel.http.ReadyReads.ReadyAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Answers what {@link ReadyReads} have ready before all filters and routes, byte for byte and header for header as
/// these would. A request that is anything but a plain read by nobody in particular goes the ordinary way.
@Component
@Order(0) // before those that ask a route
final class ReadyAnswersFirst implements HttpHandlerDecoratorFactory {
    /// A request with one of these wants more than the answer that is ready.
    private static final List<String> PARTICULAR = List.of(
            HttpHeaders.AUTHORIZATION, HttpHeaders.RANGE, HttpHeaders.IF_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE);

    private final List<ReadyReads> reads;
    private final Ids ids;
    private final RateLimits limits;
    private final ReadExchange.Factory exchanges;
    private final FailureHandler failures;
    private final MeterRegistry metrics;
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();

    ReadyAnswersFirst(
            ObjectProvider<ReadyReads> reads,
            Ids ids,
            RateLimits limits,
            ReadExchange.Factory exchanges,
            FailureHandler failures,
            MeterRegistry metrics) {
        this.reads = reads.orderedStream().toList();
        this.ids = ids;
        this.limits = limits;
        this.exchanges = exchanges;
        this.failures = failures;
        this.metrics = metrics;
    }

    @Override
    public HttpHandler apply(HttpHandler ordinary) {
        return reads.isEmpty()
                ? ordinary
                : (request, response) -> {
                    var began = System.nanoTime();
                    var ready = isPlain(request) ? find(request.getURI().getRawPath()) : null;
                    return ready == null
                            ? ordinary.handle(request, response)
                            : answer(ready, request, response).doOnSuccess(_ -> measure(ready, began));
                };
    }

    private static boolean isPlain(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return PlainReads.contain(request)
                && request.getURI().getRawQuery() == null
                && PlainReads.hasNone(PARTICULAR, headers)
                && isEntityTag(headers.get(HttpHeaders.IF_NONE_MATCH));
    }

    /// A single strong one, or none at all.
    private static boolean isEntityTag(@Nullable List<String> known) {
        return known == null || (known.size() == 1 && isEntityTag(known.getFirst()));
    }

    private static boolean isEntityTag(String known) {
        return known.length() > 1 && known.indexOf('"') == 0 && known.indexOf('"', 1) == known.length() - 1;
    }

    private @Nullable ReadyAnswer find(String path) {
        for (var one : reads) {
            var ready = one.at(path);
            if (ready != null) {
                return ready;
            }
        }
        return null;
    }

    private Mono<Void> answer(ReadyAnswer ready, ServerHttpRequest request, ServerHttpResponse response) {
        var headers = response.getHeaders();
        headers.set(CorrelationFilter.HEADER, CorrelationFilter.idOf(request, ids));
        try {
            limits.admitHotRead(request, response);
        } catch (ProblemException tooMany) {
            return refuse(tooMany, request, response);
        }
        headers.setETag(ready.eTag());
        if (ready.eTag().equals(request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            SecurityHeaders.addTo(request, response);
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.OK);
        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        headers.setContentLength(ready.json().length);
        SecurityHeaders.addTo(request, response);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(ready.json())));
    }

    private Mono<Void> refuse(ProblemException tooMany, ServerHttpRequest request, ServerHttpResponse response) {
        var exchange = exchanges.of(request, response, null);
        SecurityHeaders.addBeforeCommit(exchange);
        return failures.handle(exchange, tooMany);
    }

    private void measure(ReadyAnswer ready, long began) {
        latencies
                .computeIfAbsent(ready.operation(), name -> RequestLatency.of(name, metrics))
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
}
