package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.json.WireJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.rsocket.DuplexConnection;
import io.rsocket.RSocketErrorException;
import io.rsocket.frame.FrameLengthCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// What a connection over TCP hands to the engine of the bytes that come, without a network.
///
/// @param refusal the code with which the connection was ended; empty when it was not
/// @param heldAfterwards bytes that are held for connections when this one is gone
record FramesBehindTheGuard(List<ByteBuf> frames, String refusal, long heldAfterwards) {
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();
    private static final int PLENTY = 1_000_000;
    private static final ServerSettings SETTINGS = StreamFixture.settings(10, unhurried(StreamFixture.LIMITS));

    private static final StreamMetrics METRICS = new StreamMetrics(
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            new FrameCodec(WireJson.jsonMapper(), WireJson.cborMapper()),
            new HeldBytes(SETTINGS));

    static FramesBehindTheGuard of(ByteBuf... pieces) {
        var held = new HeldBytes(SETTINGS);
        var channel = new EmbeddedChannel();
        var source = new Source();
        var place = Objects.requireNonNull(
                new Admission(SETTINGS, new OpenFiles()).enter(SourceAddress.of(HOST), () -> {}));
        var connection = new ClientConnection(channel, source, SETTINGS, held.open(), place);
        var guard = new GuardedConnection(source, connection, place, SETTINGS, METRICS);
        var passed = new ArrayList<ByteBuf>();
        guard.receive().subscribe(passed::add);
        channel.pipeline().addLast(new FrameSplitter(connection, guard, SETTINGS.limits()), source);
        for (var piece : pieces) {
            if (channel.isOpen()) {
                channel.writeInbound(piece);
            }
        }
        channel.checkException();
        connection.disconnected();
        channel.finishAndReleaseAll();
        return new FramesBehindTheGuard(passed, source.refusal, held.total());
    }

    /// Who asks how fast is none of this.
    private static ClientLimits unhurried(ClientLimits limits) {
        return new ClientLimits(
                limits.perAddressMax(),
                0,
                limits.anonymousFrameMax(),
                limits.requestsMax(),
                PLENTY,
                PLENTY,
                PLENTY,
                PLENTY,
                limits.unfinishedMax(),
                limits.unfinishedTime(),
                limits.heldMax(),
                limits.heldAnonymousMax(),
                limits.heldNodeMax(),
                limits.keepAliveMin(),
                limits.keepAliveMax(),
                limits.lifetimeMax());
    }

    /// The transport, which has nobody on its other side.
    private static final class Source extends ChannelInboundHandlerAdapter implements DuplexConnection {
        private final Sinks.Many<ByteBuf> received = Sinks.many().unicast().onBackpressureBuffer();
        private String refusal = "";
        /// What is said afterwards reaches nobody.
        private boolean over;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var frame = FrameLengthCodec.frame((ByteBuf) message);
            var _ = received.tryEmitNext(Unpooled.copiedBuffer(frame)); // nobody takes it once it is disposed of
        }

        @Override
        public Flux<ByteBuf> receive() {
            return received.asFlux();
        }

        @Override
        public void sendFrame(int streamId, ByteBuf frame) {
            frame.release();
        }

        @Override
        public void sendErrorAndClose(RSocketErrorException error) {
            if (!over) {
                refusal = String.valueOf(error.getMessage());
                over = true;
            }
        }

        @Override
        public ByteBufAllocator alloc() {
            return UnpooledByteBufAllocator.DEFAULT;
        }

        @Override
        public SocketAddress remoteAddress() {
            return new InetSocketAddress(HOST, 1);
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }

        @Override
        public void dispose() {
            over = true;
            received.tryEmitComplete();
        }
    }
}
