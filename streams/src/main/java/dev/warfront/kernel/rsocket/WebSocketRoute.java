package dev.warfront.kernel.rsocket;

import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.http.server.WebsocketServerSpec;

/// RSocket over WebSocket on the port of the HTTP server. HTTP filters do not see it.
@Component
final class WebSocketRoute implements NettyRouteProvider {
    private final StreamServer server;
    private final ServerSettings settings;

    WebSocketRoute(StreamServer server, ServerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        var limits = WebsocketServerSpec.builder()
                .maxFramePayloadLength(settings.frameMax())
                .build();
        return routes.ws(settings.path(), server::acceptWebSocket, limits);
    }
}
