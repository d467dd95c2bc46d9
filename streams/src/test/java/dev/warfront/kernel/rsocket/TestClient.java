package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.RoutingMetadata;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import io.rsocket.util.DefaultPayload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/// A client that knows the wire and nothing of the program.
public final class TestClient implements AutoCloseable {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectMapper CBOR = new CBORMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final RSocket socket;
    private final ObjectMapper mapper;
    private final AtomicReference<@Nullable Channel> channel;

    private TestClient(RSocket socket, ObjectMapper mapper, AtomicReference<@Nullable Channel> channel) {
        this.socket = socket;
        this.mapper = mapper;
        this.channel = channel;
    }

    /// How a client comes in.
    ///
    /// @param port of RSocket over TCP, or of HTTP
    /// @param token null for none
    /// @param forwardedFor what its handshake over WebSocket says; empty for nothing
    public record Way(
            int port,
            boolean webSocket,
            String mimeType,
            @Nullable String token,
            String forwardedFor) {
        public Way(int port, boolean webSocket, String mimeType, @Nullable String token) {
            this(port, webSocket, mimeType, token, "");
        }

        public Way with(String newToken) {
            return new Way(port, webSocket, mimeType, newToken, forwardedFor);
        }

        Way forwardedFor(String address) {
            return new Way(port, webSocket, mimeType, token, address);
        }
    }

    public static TestClient connect(Way way) {
        return open(way).blockOptional(CONNECT).orElseThrow();
    }

    public static Mono<TestClient> open(Way way) {
        var channel = new AtomicReference<@Nullable Channel>();
        var connector = RSocketConnector.create()
                .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString())
                .dataMimeType(way.mimeType())
                .fragment(16 << 10);
        var token = way.token();
        if (token != null) {
            connector.setupPayload(Mono.fromSupplier(() -> setup(token)));
        }
        var mapper = way.mimeType().contains("cbor") ? CBOR : JSON;
        return connector.connect(transport(way, channel)).map(socket -> new TestClient(socket, mapper, channel));
    }

    private static ClientTransport transport(Way way, AtomicReference<@Nullable Channel> channel) {
        if (way.webSocket()) {
            return WebsocketClientTransport.create(URI.create("ws://127.0.0.1:" + way.port() + "/rsocket"))
                    .header("X-Forwarded-For", way.forwardedFor());
        }
        return TcpClientTransport.create(TcpClient.newConnection()
                .host("127.0.0.1")
                .port(way.port())
                .doOnConnected(connection -> channel.set(connection.channel())));
    }

    private static Payload setup(String token) {
        var metadata = ByteBufAllocator.DEFAULT.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(
                metadata,
                ByteBufAllocator.DEFAULT,
                WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION,
                AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, token.toCharArray()));
        return DefaultPayload.create(Unpooled.EMPTY_BUFFER, metadata);
    }

    public Flux<JsonNode> stream(String route) {
        return stream(route, null);
    }

    public Flux<JsonNode> stream(String route, @Nullable Object data) {
        return socket.requestStream(request(route, data)).map(this::read);
    }

    public Flux<JsonNode> resume(String route, long epoch, long lastSeq) {
        return stream(route, java.util.Map.of("resume", java.util.Map.of("epoch", epoch, "last_seq", lastSeq)));
    }

    public Mono<JsonNode> ask(String route, Object data) {
        return socket.requestResponse(request(route, data)).map(this::read);
    }

    public Flux<JsonNode> channel(String route, Flux<?> items) {
        return socket.requestChannel(items.map(item -> request(route, item))).map(this::read);
    }

    /// Stops reading from the socket, whatever was requested.
    public void stall() {
        var mine = channel.get();
        if (mine == null) {
            throw new IllegalStateException("no channel");
        }
        mine.config().setAutoRead(false);
    }

    public void readAgain() {
        var mine = channel.get();
        if (mine == null) {
            throw new IllegalStateException("no channel");
        }
        mine.config().setAutoRead(true);
        mine.read();
    }

    public Mono<Void> onClose() {
        return socket.onClose();
    }

    @Override
    public void close() {
        socket.dispose();
    }

    private Payload request(String route, @Nullable Object data) {
        var metadata = ByteBufAllocator.DEFAULT.compositeBuffer();
        RoutingMetadata routing = TaggingMetadataCodec.createRoutingMetadata(ByteBufAllocator.DEFAULT, List.of(route));
        CompositeMetadataCodec.encodeAndAddMetadata(
                metadata, ByteBufAllocator.DEFAULT, WellKnownMimeType.MESSAGE_RSOCKET_ROUTING, routing.getContent());
        var bytes = switch (data) {
            case null -> new byte[0];
            case byte[] raw -> raw;
            default -> mapper.writeValueAsBytes(data);
        };
        return DefaultPayload.create(Unpooled.wrappedBuffer(bytes), metadata);
    }

    private JsonNode read(Payload payload) {
        try {
            var bytes = new byte[payload.data().readableBytes()];
            payload.data().readBytes(bytes);
            return mapper.readTree(bytes);
        } finally {
            payload.release();
        }
    }
}
