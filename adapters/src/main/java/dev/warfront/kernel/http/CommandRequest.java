package dev.warfront.kernel.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A command with its body already read, so that it can be run more than once.
final class CommandRequest {
    static final String KEY_HEADER = "Idempotency-Key";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final ServerWebExchange exchange;
    private final String body;

    private CommandRequest(ServerWebExchange exchange, String body) {
        this.exchange = exchange;
        this.body = body;
    }

    /// Reads the body before any transaction begins: a slow client then holds no connection to the database.
    static Mono<CommandRequest> read(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), BoundedRequest.BODY_MAX)
                .map(CommandRequest::text)
                .defaultIfEmpty("")
                .map(body -> new CommandRequest(exchange, body));
    }

    boolean needsKey() {
        return Commands.needKey(exchange.getRequest().getMethod());
    }

    String key() {
        var key = exchange.getRequest().getHeaders().getFirst(KEY_HEADER);
        if (key == null || key.isBlank()) {
            throw new ProblemException(Problem.with(HttpStatus.BAD_REQUEST, "IDEMPOTENCY_KEY_REQUIRED"));
        }
        if (!KEY_FORM.matcher(key).matches()) {
            throw new ProblemException(Problem.with(HttpStatus.BAD_REQUEST, "VALIDATION_FAILED")
                    .violation(Violation.MALFORMED, KEY_HEADER));
        }
        return key;
    }

    /// Of method, path, query, the version that the client has seen, and body, in lower-case hex.
    String hash() {
        var request = exchange.getRequest();
        var query = request.getURI().getRawQuery();
        var version = request.getHeaders().getFirst(HttpHeaders.IF_MATCH);
        var text = request.getMethod() + " " + path(request) + "?" + (query == null ? "" : query) + "\n"
                + (version == null ? "" : version) + "\n" + body;
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    String body() {
        return body;
    }

    /// The same exchange, whose body can be read again.
    ServerWebExchange repeatable() {
        return exchange.mutate().request(replayed()).build();
    }

    /// The same exchange, to be handled from the start, answering into `response`.
    ServerWebExchange answeringTo(BufferedResponse response) {
        return exchange.mutate().request(replayed()).response(response).build();
    }

    private ServerHttpRequest replayed() {
        return new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.isEmpty()
                        ? Flux.empty()
                        : Flux.defer(() -> Flux.just(
                                exchange.getResponse().bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
            }
        };
    }

    private static String path(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().value();
    }

    private static String text(DataBuffer buffer) {
        var text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
