package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.ForwardedAddresses;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.SupervisedStream;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.rsocket.DuplexConnection;
import io.rsocket.core.RSocketServer;
import io.rsocket.exceptions.RejectedSetupException;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.transport.ServerTransport.ConnectionAcceptor;
import io.rsocket.transport.netty.TcpDuplexConnection;
import io.rsocket.transport.netty.WebsocketDuplexConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpServer;

/// RSocket on its own TCP port and, for connections the HTTP server hands over, on WebSocket; the same behind both.
/// Connections are closed by {@link StreamShutdown}, before anything they rely on stops.
@Component
public final class StreamServer implements SupervisedStream {
    private static final Logger log = LoggerFactory.getLogger(StreamServer.class);

    // Small on purpose: what lies in a buffer is stale to a client that stalls, and cannot be recalled.
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(4 << 10, 16 << 10);
    private static final int SEND_BUFFER = 32 << 10;
    // What was read is answered before the connection's writability is looked at again.
    private static final int READ_MAX = 32 << 10;
    private static final Duration FRAMES_OUT = Duration.ofMillis(200);
    private static final Duration CLOSED_POLL = Duration.ofMillis(10);

    private final ServerSettings settings;
    private final LiveStreams streams;
    private final StreamMetrics metrics;
    private final LoopResources loops;
    private final ConnectionAcceptor acceptor;
    private final Admission admission;
    private final ForwardedAddresses addresses;
    private final HeldBytes held;
    private final TcpSecurity security;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Integer> port = Sinks.many().replay().latest();
    private volatile boolean stopping;

    StreamServer(
            ServerSettings settings,
            ClientAcceptor clients,
            LiveStreams streams,
            StreamMetrics metrics,
            Admission admission,
            ForwardedAddresses addresses,
            HeldBytes held,
            TcpSecurity security,
            LoopResources loops) {
        this.settings = settings;
        this.streams = streams;
        this.metrics = metrics;
        this.admission = admission;
        this.addresses = addresses;
        this.held = held;
        this.security = security;
        this.loops = loops;
        // Payloads are copied out of their frames: requests are small, and nothing leaks when a channel is cancelled.
        // What comes in is bounded per frame by the transports, here is bounded what goes out: an answer to a batch.
        this.acceptor = RSocketServer.create(clients)
                .payloadDecoder(PayloadDecoder.DEFAULT)
                .maxInboundPayloadSize(settings.payloadMax())
                .maxTimeToFirstFrame(settings.firstFrame())
                .asConnectionAcceptor(settings.payloadMax());
    }

    @Override
    public String name() {
        return "rsocket-server";
    }

    @Override
    public int phase() {
        return PUSH + 1;
    }

    /// Bound until it is cancelled.
    @Override
    public Flux<Void> run() {
        return Flux.usingWhen(bind(), _ -> Flux.never(), StreamServer::unbind);
    }

    private Mono<? extends DisposableServer> bind() {
        return TcpServer.create()
                .runOn(loops)
                .host(settings.address())
                .port(settings.port())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, readsInSmallParts())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .doOnChannelInit((_, channel, _) -> security.install(channel))
                .handle(this::acceptTcp)
                .bind()
                .doOnNext(bound -> {
                    log.info("RSocket on TCP port {} and WebSocket {}", bound.port(), settings.path());
                    port.emitNext(bound.port(), Sinks.EmitFailureHandler.FAIL_FAST);
                });
    }

    private static RecvByteBufAllocator readsInSmallParts() {
        return new AdaptiveRecvByteBufAllocator(1 << 10, 4 << 10, READ_MAX).maxMessagesPerRead(1);
    }

    private static Mono<Void> unbind(DisposableServer bound) {
        return Mono.defer(() -> {
            bound.dispose();
            return bound.onDispose();
        });
    }

    /// The TCP port, as soon as it is bound.
    public Mono<Integer> port() {
        return port.asFlux().next();
    }

    private Publisher<Void> acceptTcp(NettyInbound in, NettyOutbound out) {
        var connection = (Connection) in;
        var duplex = new TcpDuplexConnection("server", connection);
        return accept(
                connection,
                List.of(),
                duplex,
                out,
                (client, guard) -> connection.addHandlerLast(
                        "warfront-frames", new FrameSplitter(client, guard, settings.limits())));
    }

    /// Serves a WebSocket of the HTTP server. Behind a trusted proxy it counts as one of its client's.
    public Publisher<Void> acceptWebSocket(WebsocketInbound in, WebsocketOutbound out) {
        var connection = (Connection) in;
        var channel = connection.channel();
        var forwardedFor = in.headers().getAll(ForwardedAddresses.HEADER);
        in.headers().clear(); // the transport holds them as long as the connection, and there may be many of both
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        return accept(
                connection,
                forwardedFor,
                new WebsocketDuplexConnection("server", connection),
                out,
                (client, guard) -> new WebSocketIntake(client, guard, settings.limits()).install(channel.pipeline()));
    }

    private Publisher<Void> accept(
            Connection connection,
            List<String> forwardedFor,
            DuplexConnection duplex,
            NettyOutbound out,
            Intake intake) {
        var channel = connection.channel();
        if (!channel.isActive()) {
            return Mono.empty(); // it has come and gone
        }
        var place = stopping ? null : admission.enter(from(channel, forwardedFor), () -> giveWay(channel));
        if (place == null) {
            return refuse(channel, duplex).then(out.neverComplete());
        }
        metrics.connected();
        var client = new ClientConnection(channel, duplex, settings, held.open(), place);
        var guard = new GuardedConnection(duplex, client, place, settings, metrics);
        connections.add(client);
        connection.onDispose(() -> forget(client));
        intake.install(client, guard);
        connection.addHandlerLast("warfront-gate", client.gate());
        return serve(client, guard).then(out.neverComplete());
    }

    private SourceAddress from(Channel channel, List<String> forwardedFor) {
        var remote = channel.remoteAddress() instanceof InetSocketAddress known ? known.getAddress() : null;
        return addresses.of(remote, forwardedFor);
    }

    /// What stands before the guard on one transport.
    @FunctionalInterface
    private interface Intake {
        void install(ClientConnection client, GuardedConnection guard);
    }

    /// It holds no place, so it is not waited for: it is told why if that can be done now.
    private Mono<Void> refuse(Channel channel, DuplexConnection duplex) {
        metrics.refused();
        if (TcpSecurity.isSpoken(channel)) {
            duplex.sendErrorAndClose(new RejectedSetupException(EndCode.RETRY_AFTER.name()));
            var _ = channel.eventLoop()
                    .schedule(() -> drop(channel), settings.drain().toMillis(), TimeUnit.MILLISECONDS);
        } else {
            drop(channel);
        }
        return duplex.onClose().onErrorComplete();
    }

    /// Not at once: the places are locked, and all that it holds is let go with it.
    private static void giveWay(Channel channel) {
        channel.eventLoop().execute(() -> drop(channel));
    }

    private static void drop(Channel channel) {
        var _ = channel.close();
    }

    /// Ends quietly, whatever the client did: that is nothing that the program should fear or log at length.
    private Mono<Void> serve(ClientConnection client, GuardedConnection guard) {
        return acceptor.apply(guard)
                .contextWrite(context -> context.put(ClientConnection.class, client))
                .onErrorResume(failure -> {
                    log.debug("a connection was ended: {}", failure.toString());
                    client.drop();
                    return Mono.empty();
                });
    }

    private void forget(ClientConnection client) {
        if (connections.remove(client)) {
            metrics.disconnected();
            client.disconnected();
        }
    }

    /// Connections that are signed in by one of these sessions are so no longer.
    void endSessions(Set<UUID> over) {
        connections.forEach(client -> client.endAmong(over));
    }

    /// New connections are refused, subscriptions end with SHUTDOWN, ingest answers what it has taken, and the
    /// connections are closed with an error frame that says so. Calls back when all are closed, or after the
    /// time that is allowed for it.
    void close(Runnable closed) {
        stopping = true;
        streams.close();
        connections.forEach(ClientConnection::announceClosing);
        var loop = loops.onServer(true).next();
        var deadline = System.nanoTime() + settings.drain().toNanos();
        var _ = loop.schedule(
                () -> {
                    connections.forEach(ClientConnection::close);
                    awaitClosed(loop, deadline, closed);
                },
                FRAMES_OUT.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void awaitClosed(EventLoop loop, long deadline, Runnable closed) {
        if (!connections.isEmpty() && System.nanoTime() < deadline) {
            var _ = loop.schedule(
                    () -> awaitClosed(loop, deadline, closed), CLOSED_POLL.toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        if (!connections.isEmpty()) {
            log.info("{} RSocket connections did not close in time", connections.size());
            connections.forEach(ClientConnection::drop);
        }
        closed.run();
    }
}
