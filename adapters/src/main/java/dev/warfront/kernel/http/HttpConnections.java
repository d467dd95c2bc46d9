package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.http.ConnectionGuard.ClosedFor;
import dev.warfront.kernel.http.ConnectionPlaces.Place;
import dev.warfront.kernel.http.ConnectionPlaces.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.AttributeKey;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/// Gives each HTTP connection of the node one of its {@link ConnectionPlaces} and a {@link ConnectionGuard}. Once
/// it is a WebSocket, it is one of RSocket's connections, which are counted there, and has no place here any more.
@Component
final class HttpConnections implements NettyServerCustomizer, ConnectionGuard.Owner {
    /// What one read takes: what was decoded of it waits for its turn.
    private static final int READ_BYTES_MAX = 4 * 1024;

    /// A head may be many small objects.
    private static final int HEAP_PER_CONNECTION = 512 * 1024;

    /// Of an answer that is not taken, most of what the largest one holds.
    private static final int DIRECT_PER_UNTAKEN = 1024 * 1024;

    private static final int UNTAKEN_MIN = 16;

    /// One address has no more than this part of all.
    private static final int ADDRESS_DIVISOR = 4;

    private static final AttributeKey<Place> PLACE = AttributeKey.valueOf(HttpConnections.class, "place");

    private final ConnectionSettings settings;
    private final ClientAddresses addresses;
    private final Ticker ticker;
    private final MeterRegistry metrics;
    private final ConnectionPlaces places;
    private final UntakenAnswers<Channel> untaken;

    HttpConnections(ConnectionSettings settings, ClientAddresses addresses, Ticker ticker, MeterRegistry metrics) {
        this.settings = settings;
        this.addresses = addresses;
        this.ticker = ticker;
        this.metrics = metrics;
        var max = Math.min(settings.connectionsMax(), Math.min(filesMax() / 5 * 2, heapMax()));
        var perAddressMax = Math.min(settings.perAddressMax(), Math.max(1, max / ADDRESS_DIVISOR));
        this.places = new ConnectionPlaces(max, perAddressMax, ticker);
        var untakenMax = (int) Math.max(UNTAKEN_MIN, PlatformDependent.maxDirectMemory() / DIRECT_PER_UNTAKEN);
        this.untaken = new UntakenAnswers<>(untakenMax, HttpConnections::client);
        metrics.gauge("war.http.connections", places, ConnectionPlaces::taken);
    }

    private static int filesMax() {
        var files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
        return (int) Math.min(files, Integer.MAX_VALUE);
    }

    private static int heapMax() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION, Integer.MAX_VALUE);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.childOption(ChannelOption.RECVBUF_ALLOCATOR, smallReads())
                .doOnChannelInit((_, channel, _) -> admit(channel));
    }

    /// How a connection is read that has a guard.
    static RecvByteBufAllocator smallReads() {
        return new AdaptiveRecvByteBufAllocator(64, 2_048, READ_BYTES_MAX).maxMessagesPerRead(1);
    }

    /// Before anything is read of the connection.
    static void install(ConnectionGuard guard, Channel channel) {
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "warfront-first-bytes", guard.firstBytes())
                .addAfter(NettyPipeline.HttpCodec, "warfront-guard", guard);
    }

    /// A verified token has shown who sends this request, and so whose connection it came by.
    static void identify(ServerHttpRequest request, Caller caller) {
        HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(request);
        received.withConnection(connection -> {
            var place = connection.channel().attr(PLACE).get();
            if (place != null) {
                place.identified(caller);
            }
        });
    }

    private void admit(Channel channel) {
        var remote = channel.remoteAddress() instanceof InetSocketAddress known ? known.getAddress() : null;
        var standing = addresses.isProxy(remote) ? Standing.PROXY : Standing.ANONYMOUS;
        var place = places.enter(SourceAddress.of(remote), standing, () -> crowdOut(channel));
        channel.attr(PLACE).set(place);
        channel.closeFuture().addListener(_ -> place.leave());
        install(new ConnectionGuard(settings, ticker, this), channel);
    }

    private void crowdOut(Channel channel) {
        channel.eventLoop().execute(() -> {
            closes(ClosedFor.CROWDED);
            var _ = channel.close();
        });
    }

    /// Each connection of a proxy stands alone, since it is that of another.
    private static Object client(Channel channel) {
        var place = channel.attr(PLACE).get();
        return place.isOfProxy() ? channel : place.from();
    }

    @Override
    public void untaken(Channel channel, boolean isUntaken) {
        if (isUntaken) {
            untaken.add(channel).ifPresent(this::crowdOut);
        } else {
            untaken.remove(channel);
        }
    }

    @Override
    public void upgraded(Channel channel) {
        untaken(channel, false);
        channel.attr(PLACE).get().leave();
    }

    @Override
    public void closes(ClosedFor reason) {
        metrics.counter("war.http.connections.closed", "reason", reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
