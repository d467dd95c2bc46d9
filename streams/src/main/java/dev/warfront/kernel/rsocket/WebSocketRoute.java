package dev.warfront.kernel.rsocket;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.regex.Pattern;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.http.server.WebsocketServerSpec;

/// RSocket over WebSocket on the port of the HTTP server. HTTP filters do not see a handshake, and see all
/// that is none: the server fails at that when it has begun its answer, and logs it at length. Source: RFC
/// 6455, 4.2.1.
@Component
final class WebSocketRoute implements NettyRouteProvider {
    private static final String VERSION = "13";
    private static final Pattern SIXTEEN_BYTES = Pattern.compile("[A-Za-z0-9+/]{22}==");

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
        return routes.ws(this::isHandshake, server::acceptWebSocket, limits);
    }

    private boolean isHandshake(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method())
                && new QueryStringDecoder(request.uri()).rawPath().equals(settings.path())
                && asksForWebSocket(request.requestHeaders());
    }

    private static boolean asksForWebSocket(HttpHeaders headers) {
        var key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && key != null
                && SIXTEEN_BYTES.matcher(key).matches();
    }
}
