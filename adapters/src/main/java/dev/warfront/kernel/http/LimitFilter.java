package dev.warfront.kernel.http;

import dev.warfront.kernel.Deadline;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Bounds each request of the API in time and in size, whoever handles it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class LimitFilter implements WebFilter {
    /// Bytes of a request's body.
    static final int BODY_MAX = 256 * 1024;

    private final Deadline deadline;

    LimitFilter(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getHeaders().getContentLength() > BODY_MAX) {
            return Mono.error(new ProblemException(tooLarge()));
        }
        var limited = exchange.mutate().request(limited(exchange.getRequest())).build();
        var handled = chain.filter(limited);
        return isApi(exchange) ? handled.timeout(deadline.operation()) : handled;
    }

    static Problem tooLarge() {
        return Problem.with(HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE").detail("at most " + BODY_MAX + " bytes");
    }

    private static boolean isApi(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/api/");
    }

    /// A body without a length is counted as it comes.
    private static ServerHttpRequest limited(ServerHttpRequest request) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(() -> {
                    var seen = new AtomicLong();
                    return super.getBody().map(buffer -> {
                        if (seen.addAndGet(buffer.readableByteCount()) > BODY_MAX) {
                            DataBufferUtils.release(buffer);
                            throw new ProblemException(tooLarge());
                        }
                        return buffer;
                    });
                });
            }
        };
    }
}
