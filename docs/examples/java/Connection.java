import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.ClientTransport;
import io.rsocket.util.DefaultPayload;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class Connection {
    private static final ByteBufAllocator BUFFERS = ByteBufAllocator.DEFAULT;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// @param token empty for nobody: enough for the public streams
    static Mono<RSocket> open(ClientTransport transport, String token) {
        return RSocketConnector.create()
                .dataMimeType("application/json")
                .metadataMimeType("message/x.rsocket.composite-metadata.v0")
                .keepAlive(Duration.ofSeconds(10), Duration.ofSeconds(60))
                .setupPayload(Mono.fromSupplier(() -> setup(token)))
                .connect(transport);
    }

    private static Payload setup(String token) {
        var metadata = BUFFERS.compositeBuffer();
        if (!token.isEmpty()) {
            var bearer = AuthMetadataCodec.encodeBearerMetadata(BUFFERS, token.toCharArray());
            var type = WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION;
            CompositeMetadataCodec.encodeAndAddMetadata(metadata, BUFFERS, type, bearer);
        }
        return DefaultPayload.create(Unpooled.EMPTY_BUFFER, metadata);
    }

    /// A request's payload: its route in the metadata, JSON in the data.
    static Payload request(String route, Object data) {
        var metadata = BUFFERS.compositeBuffer();
        var routing = TaggingMetadataCodec.createRoutingMetadata(BUFFERS, List.of(route)).getContent();
        var type = WellKnownMimeType.MESSAGE_RSOCKET_ROUTING;
        CompositeMetadataCodec.encodeAndAddMetadata(metadata, BUFFERS, type, routing);
        return DefaultPayload.create(Unpooled.wrappedBuffer(JSON.writeValueAsBytes(data)), metadata);
    }

    static Payload payload(Object data) {
        return DefaultPayload.create(JSON.writeValueAsBytes(data));
    }

    static JsonNode read(Payload payload) {
        try {
            return JSON.readTree(payload.getDataUtf8());
        } finally {
            payload.release();
        }
    }
}
