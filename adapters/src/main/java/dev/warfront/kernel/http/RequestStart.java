package dev.warfront.kernel.http;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServer;

/// Begins to handle each request behind whatever its event loop is at, never within it. A queued request that is
/// answered while it is still being taken from the queue would leave its connection unread for ever: about one in
/// thirty of the requests behind a refused body was never answered (reactor-netty, issues 4347 and 4361, mended in
/// versions that this Spring Boot does not take).
@Component
final class RequestStart implements NettyServerCustomizer {
    @Override
    public HttpServer apply(HttpServer server) {
        return server.mapHandle(RequestStart::later);
    }

    private static Mono<Void> later(Mono<Void> handled, Connection connection) {
        var loop = connection.channel().eventLoop();
        return Mono.<Void>create(begin -> loop.execute(begin::success)).then(handled);
    }
}
