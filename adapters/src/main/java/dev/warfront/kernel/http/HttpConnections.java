package dev.warfront.kernel.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.http.ConnectionGuard.ClosedFor;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/// Counts the HTTP connections of the node and those of each address, and gives each a {@link ConnectionGuard}. When
/// there are too many, those make room that were waited for longest, first of all whoever has never asked anything:
/// held connections cost nobody else his.
@Component
final class HttpConnections implements NettyServerCustomizer {
    /// Bytes that one read takes: what was decoded of them waits for its turn.
    private static final int READ_MAX = 16 * 1024;

    /// A share of the connections that make room at once, so that it is seldom looked for.
    private static final int ROOM = 16;

    private static final Duration ROOM_EVERY = Duration.ofMillis(100);

    /// No shorter wait makes room.
    private static final Duration WAITED = Duration.ofSeconds(1);

    private final ConnectionSettings settings;
    private final ClientAddresses addresses;
    private final MeterRegistry metrics;
    private final int connectionsMax;
    private final Map<Channel, ConnectionGuard> open = new ConcurrentHashMap<>();
    private final Map<SourceAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicLong madeRoomAt = new AtomicLong(System.nanoTime() - ROOM_EVERY.toNanos());

    HttpConnections(ConnectionSettings settings, ClientAddresses addresses, MeterRegistry metrics) {
        this.settings = settings;
        this.addresses = addresses;
        this.metrics = metrics;
        this.connectionsMax = Math.min(settings.connectionsMax(), filesMax() / 5 * 2);
        metrics.gaugeMapSize("war.http.connections", List.of(), open);
    }

    private static int filesMax() {
        var files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
        return (int) Math.min(files, Integer.MAX_VALUE);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(64, 2_048, READ_MAX).maxMessagesPerRead(1))
                .doOnChannelInit((_, channel, _) -> admit(channel));
    }

    private void admit(Channel channel) {
        var guard = new ConnectionGuard(settings, this::count);
        var remote = channel.remoteAddress() instanceof InetSocketAddress known ? known.getAddress() : null;
        var address = SourceAddress.of(remote);
        var ofAddress = byAddress.merge(address, 1, Integer::sum);
        open.put(channel, guard);
        channel.closeFuture().addListener(_ -> forget(channel, address));
        var isTooMany = ofAddress > settings.perAddressMax() && !addresses.isProxy(remote);
        if (isTooMany || (open.size() > connectionsMax && !makeRoom())) {
            channel.eventLoop().execute(() -> close(channel));
            return;
        }
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "warfront-first-bytes", guard.firstBytes())
                .addAfter(NettyPipeline.HttpCodec, "warfront-guard", guard);
    }

    private void forget(Channel channel, SourceAddress address) {
        open.remove(channel);
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Whether there is room now, or will be at once.
    private boolean makeRoom() {
        var last = madeRoomAt.get();
        var now = System.nanoTime();
        if (now - last < ROOM_EVERY.toNanos() || !madeRoomAt.compareAndSet(last, now)) {
            return open.size() <= connectionsMax + connectionsMax / ROOM;
        }
        var leaving = open.entrySet().stream()
                .map(each -> new Waiting(each.getKey(), each.getValue().hasAsked(), waited(each.getValue())))
                .filter(each -> each.waited().compareTo(WAITED) > 0)
                .sorted(Comparator.comparing(Waiting::hasAsked)
                        .thenComparing(Waiting::waited, Comparator.reverseOrder()))
                .limit(Math.max(1, connectionsMax / ROOM))
                .toList();
        leaving.forEach(each -> close(each.channel()));
        return !leaving.isEmpty();
    }

    private void close(Channel channel) {
        count(ClosedFor.CROWDED);
        var _ = channel.close();
    }

    private static Duration waited(ConnectionGuard guard) {
        return Objects.requireNonNullElse(guard.waited(), Duration.ZERO);
    }

    private void count(ClosedFor reason) {
        metrics.counter("war.http.connections.closed", "reason", reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private record Waiting(Channel channel, boolean hasAsked, Duration waited) {}
}
