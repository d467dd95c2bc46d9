package dev.warfront.kernel.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Writes problems, with the trace id that the response already carries as its correlation id, and counts those that
/// come of two writers at once: `war_version_conflicts_total`.
@Component
public final class ProblemWriter implements HttpMessageWriter<Problem> {
    private static final String CONFLICT = "VERSION_CONFLICT";

    private final JsonMapper json;
    private final Counter conflicts;

    ProblemWriter(JsonMapper json, MeterRegistry metrics) {
        this.json = json;
        this.conflicts = metrics.counter("war.version.conflicts");
    }

    /// Answers an exchange outside of any controller.
    public Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().putAll(problem.headers());
        return write(response, problem);
    }

    @Override
    public List<MediaType> getWritableMediaTypes() {
        return List.of(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Override
    public boolean canWrite(ResolvableType elementType, @Nullable MediaType mediaType) {
        return elementType.toClass() == Problem.class;
    }

    @Override
    public Mono<Void> write(
            Publisher<? extends Problem> inputStream,
            ResolvableType elementType,
            @Nullable MediaType mediaType,
            ReactiveHttpOutputMessage message,
            Map<String, Object> hints) {
        return Mono.from(inputStream).flatMap(problem -> write(message, problem));
    }

    private Mono<Void> write(ReactiveHttpOutputMessage message, Problem problem) {
        if (problem.code().endsWith(CONFLICT)) {
            conflicts.increment();
        }
        var traceId = message.getHeaders().getFirst(CorrelationFilter.HEADER);
        var bytes = json.writeValueAsBytes(problem.body(traceId == null ? "" : traceId));
        message.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        message.getHeaders().setContentLength(bytes.length);
        return message instanceof ServerHttpResponse && message.isCommitted()
                ? Mono.empty()
                : message.writeWith(
                        Mono.fromSupplier(() -> message.bufferFactory().wrap(bytes)));
    }
}
