package dev.warfront.kernel.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A request whose body has a bound, and is read to its end even where nobody wants it: on a connection with a body
/// that was left unread the next request could wait for ever (reactor-netty, issue 4347).
final class BoundedRequest extends ServerHttpRequestDecorator {
    /// Bytes of a request's body.
    static final int BODY_MAX = 256 * 1024;

    /// What a piece of a body counts at least: of many small ones the memory is not in their bytes.
    private static final int PIECE_MIN = 64;

    /// Bytes that are read of a body that nobody wants, before the connection is given up instead.
    private static final long DRAIN_MAX = 8L * 1024 * 1024;

    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicLong seen = new AtomicLong();

    BoundedRequest(ServerHttpRequest request) {
        super(request);
    }

    static ProblemException tooLarge() {
        return new ProblemException(
                Problem.with(HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE").detail("at most " + BODY_MAX + " bytes"));
    }

    /// Whether it says itself that it is too large.
    boolean isTooLarge() {
        return getHeaders().getContentLength() > BODY_MAX;
    }

    /// Whether its body comes in a coding that the server does not know, so that nobody knows where it ends.
    boolean isOddlyCoded() {
        var codings = getHeaders().getOrEmpty(HttpHeaders.TRANSFER_ENCODING);
        return !codings.isEmpty() && !isChunked(codings);
    }

    static boolean isChunked(List<String> codings) {
        return codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
    }

    /// Fails with BODY_TOO_LARGE behind the bound, once the rest was read.
    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            taken.set(true);
            return super.getBody()
                    .onErrorMap(_ -> unreadable())
                    .<DataBuffer>handle((buffer, sink) -> {
                        var size = seen.addAndGet(Math.max(PIECE_MIN, buffer.readableByteCount()));
                        if (size <= BODY_MAX) {
                            sink.next(buffer);
                            return;
                        }
                        DataBufferUtils.release(buffer);
                        if (size > DRAIN_MAX) {
                            sink.error(tooLarge());
                        }
                    })
                    .concatWith(Mono.defer(() -> seen.get() > BODY_MAX ? Mono.error(tooLarge()) : Mono.empty()));
        });
    }

    /// A body that is none, or ends halfway.
    private static ProblemException unreadable() {
        return new ProblemException(Problem.invalid(Violation.MALFORMED, null));
    }

    /// Reads what nobody has read.
    ///
    /// @return whether the connection can be used again
    Mono<Boolean> drained(Duration patience) {
        return Mono.defer(() -> {
            if (!hasBody(this) || !taken.compareAndSet(false, true)) {
                return Mono.just(seen.get() <= DRAIN_MAX);
            }
            return getHeaders().getContentLength() > DRAIN_MAX
                    ? Mono.just(false)
                    : super.getBody()
                            .map(BoundedRequest::discarded)
                            .takeUntil(size -> seen.addAndGet(size) > DRAIN_MAX)
                            .then(Mono.fromSupplier(() -> seen.get() <= DRAIN_MAX))
                            .timeout(patience, Mono.just(false))
                            .onErrorReturn(false);
        });
    }

    /// Whether there is a body to be bounded and read.
    static boolean hasBody(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static int discarded(DataBuffer buffer) {
        var size = buffer.readableByteCount();
        DataBufferUtils.release(buffer);
        return size;
    }
}
