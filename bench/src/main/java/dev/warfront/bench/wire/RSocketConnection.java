package dev.warfront.bench.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.util.DefaultPayload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// An RSocket connection to the program, made when first used and made anew after it was lost. Requests of a lost
/// connection end with an error; the next one connects again.
public final class RSocketConnection implements AutoCloseable {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Transport transport;
    private final Mono<RSocket> connection;
    private volatile boolean closed;
    private volatile @Nullable RSocket current;

    private RSocketConnection(Transport transport, Mono<RSocket> connect) {
        this.transport = transport;
        // An RSocketClient would keep the first refusal to connect for ever.
        this.connection = connect.doOnNext(this::connected).cacheInvalidateIf(RSocket::isDisposed);
    }

    /// Without a token: enough for the public streams.
    public static RSocketConnection open(Addresses addresses, Transport transport) {
        return open(addresses, transport, Optional::empty);
    }

    /// With a token, asked for at each connect; it goes into the SETUP frame.
    public static RSocketConnection open(Addresses addresses, Transport transport, Supplier<Optional<String>> token) {
        var connection = RSocketConnector.create()
                .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString())
                .dataMimeType(transport.mimeType())
                .keepAlive(KEEP_ALIVE, DEAD_AFTER)
                .setupPayload(Mono.fromSupplier(() -> setup(token.get())))
                .connect(() -> transport.to(addresses))
                .timeout(CONNECT);
        return new RSocketConnection(transport, connection);
    }

    /// A stream's frames as they come. Cold; ends or fails with the connection.
    public Flux<Frame> stream(String route, Optional<Cursor> resume) {
        var request = resume.map(cursor -> encode(new Resume(cursor))).orElseGet(() -> new byte[0]);
        return connection
                .flatMapMany(rsocket -> rsocket.requestStream(routed(route, request)))
                .map(payload -> decode(payload, Frame.class));
    }

    /// Appends batches over the `score-events` channel, at the pace the program asks for them. One answer per
    /// batch, in order.
    public Flux<IngestResult.Batch> ingest(Publisher<Batch> batches) {
        var payloads = Flux.from(batches)
                .index((index, batch) ->
                        index == 0 ? routed("score-events", encode(batch)) : DefaultPayload.create(encode(batch)));
        return connection
                .flatMapMany(rsocket -> rsocket.requestChannel(payloads))
                .map(payload -> decode(payload, IngestResult.Batch.class));
    }

    /// Gives the present connection up; what comes next is asked over a new one.
    public void drop() {
        dispose(current);
    }

    @Override
    public void close() {
        closed = true;
        dispose(current);
    }

    private void connected(RSocket rsocket) {
        current = rsocket;
        if (closed) {
            dispose(rsocket);
        }
    }

    private static void dispose(@Nullable RSocket rsocket) {
        if (rsocket != null) {
            rsocket.dispose();
        }
    }

    private byte[] encode(Object value) {
        return transport.mapper().writeValueAsBytes(value);
    }

    private <T> T decode(Payload payload, Class<T> type) {
        try {
            return transport.mapper().readValue(ByteBufUtil.getBytes(payload.sliceData()), type);
        } finally {
            payload.release();
        }
    }

    private static Payload setup(Optional<String> token) {
        var metadata = ByteBufAllocator.DEFAULT.compositeBuffer();
        token.ifPresent(bearer -> CompositeMetadataCodec.encodeAndAddMetadata(
                metadata,
                ByteBufAllocator.DEFAULT,
                WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION,
                AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, bearer.toCharArray())));
        return DefaultPayload.create(Unpooled.EMPTY_BUFFER, metadata);
    }

    private static Payload routed(String route, byte[] data) {
        var metadata = ByteBufAllocator.DEFAULT.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(
                metadata,
                ByteBufAllocator.DEFAULT,
                WellKnownMimeType.MESSAGE_RSOCKET_ROUTING,
                TaggingMetadataCodec.createRoutingMetadata(ByteBufAllocator.DEFAULT, List.of(route))
                        .getContent());
        return DefaultPayload.create(Unpooled.wrappedBuffer(data), metadata);
    }

    /// Where a subscriber stopped.
    public record Cursor(long epoch, long lastSeq) {}

    /// Events that travel together, 1..500.
    public record Batch(List<ScoreEvent> events) {}

    private record Resume(Cursor resume) {}
}
