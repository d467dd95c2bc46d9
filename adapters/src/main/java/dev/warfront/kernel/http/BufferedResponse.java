package dev.warfront.kernel.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Holds what a handler answers until its transaction is committed; only then may the client see it.
final class BufferedResponse extends AbstractServerHttpResponse {
    private static final int BODY_MAX = 1024 * 1024;
    private static final List<String> REPEATED =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER);

    private volatile String body = "";

    private BufferedResponse(DataBufferFactory buffers) {
        super(buffers);
    }

    /// With the correlation id that the client will see: a problem carries it.
    static BufferedResponse of(ServerHttpResponse held) {
        var response = new BufferedResponse(held.bufferFactory());
        Optional.ofNullable(held.getHeaders().getFirst(CorrelationFilter.HEADER))
                .ifPresent(id -> response.getHeaders().set(CorrelationFilter.HEADER, id));
        return response;
    }

    int status() {
        var status = getStatusCode();
        return status == null ? 200 : status.value();
    }

    Map<String, String> repeatedHeaders() {
        return REPEATED.stream()
                .filter(getHeaders()::containsHeader)
                .collect(Collectors.toMap(
                        name -> name, name -> String.valueOf(getHeaders().getFirst(name))));
    }

    String body() {
        return body;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // its signature is given
    public <T> T getNativeResponse() {
        throw new IllegalStateException("a held back answer has no native response");
    }

    @Override
    protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> parts) {
        return DataBufferUtils.join(parts, BODY_MAX)
                .doOnNext(whole -> {
                    body = whole.toString(StandardCharsets.UTF_8);
                    DataBufferUtils.release(whole);
                })
                .then();
    }

    @Override
    protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> parts) {
        return writeWithInternal(Flux.from(parts).concatMap(part -> part));
    }

    @Override
    protected void applyStatusCode() {}

    @Override
    protected void applyHeaders() {}

    @Override
    protected void applyCookies() {}
}
