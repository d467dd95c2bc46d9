package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.warfront.kernel.SourceAddress;
import dev.warfront.kernel.http.ConnectionGuard.ClosedFor;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/// Counts the HTTP connections of the node and those of each address, and gives each a {@link ConnectionGuard}. When
/// there are too many, those make room whose client is waited for: of the address that holds most, then whoever has
/// never asked anything, then who was waited for longest. Connections that are only held do not shut others out.
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

    /// One connection of so many makes room at once, so that room is seldom looked for.
    private static final int ROOM_DIVISOR = 16;

    private static final Duration ROOM_EVERY = Duration.ofMillis(100);

    /// Who was waited for less makes no room.
    private static final Duration WAITED_MIN = Duration.ofSeconds(1);

    private final ConnectionSettings settings;
    private final ClientAddresses addresses;
    private final Ticker ticker;
    private final MeterRegistry metrics;
    private final int connectionsMax;
    private final int perAddressMax;
    private final int untakenMax;
    private final Map<Channel, Open> open = new ConcurrentHashMap<>();
    private final Map<SourceAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final Set<ConnectionGuard> untaken = ConcurrentHashMap.newKeySet();
    private final AtomicLong madeRoomAtNanos;

    HttpConnections(ConnectionSettings settings, ClientAddresses addresses, Ticker ticker, MeterRegistry metrics) {
        this.settings = settings;
        this.addresses = addresses;
        this.ticker = ticker;
        this.metrics = metrics;
        this.connectionsMax = Math.min(settings.connectionsMax(), Math.min(filesMax() / 5 * 2, heapMax()));
        this.perAddressMax = Math.min(settings.perAddressMax(), Math.max(1, connectionsMax / ADDRESS_DIVISOR));
        this.untakenMax = (int) Math.max(UNTAKEN_MIN, PlatformDependent.maxDirectMemory() / DIRECT_PER_UNTAKEN);
        this.madeRoomAtNanos = new AtomicLong(ticker.read() - ROOM_EVERY.toNanos());
        metrics.gaugeMapSize("war.http.connections", List.of(), open);
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

    private void admit(Channel channel) {
        var remote = channel.remoteAddress() instanceof InetSocketAddress known ? known.getAddress() : null;
        var guard = new ConnectionGuard(settings, ticker, this);
        register(channel, guard, SourceAddress.of(remote));
        if (isTooManyOf(remote) || (open.size() > connectionsMax && !makeRoom())) {
            channel.eventLoop().execute(() -> crowdedOut(channel));
        } else {
            install(guard, channel);
        }
    }

    private void register(Channel channel, ConnectionGuard guard, SourceAddress address) {
        open.put(channel, new Open(guard, address));
        byAddress.merge(address, 1, Integer::sum);
        channel.closeFuture().addListener(_ -> {
            open.remove(channel);
            byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        });
    }

    private boolean isTooManyOf(@Nullable InetAddress remote) {
        return byAddress.getOrDefault(SourceAddress.of(remote), 0) > perAddressMax && !addresses.isProxy(remote);
    }

    /// Closes those that were waited for longest, ten times a second at most; in between a sixteenth more than the
    /// bound is let in. Answers whether the new one may stay.
    private boolean makeRoom() {
        var last = madeRoomAtNanos.get();
        var now = ticker.read();
        if (now - last < ROOM_EVERY.toNanos() || !madeRoomAtNanos.compareAndSet(last, now)) {
            return open.size() <= connectionsMax + connectionsMax / ROOM_DIVISOR;
        }
        var leaving = open.entrySet().stream()
                .map(each -> candidate(each.getKey(), each.getValue()))
                .filter(each -> each.waited().compareTo(WAITED_MIN) > 0)
                .sorted(Candidate.ORDER)
                .limit(Math.max(1, connectionsMax / ROOM_DIVISOR))
                .toList();
        leaving.forEach(each -> each.channel().eventLoop().execute(() -> closeIfWaited(each)));
        return !leaving.isEmpty();
    }

    private Candidate candidate(Channel channel, Open connection) {
        var guard = connection.guard();
        var ofAddress = byAddress.getOrDefault(connection.address(), 0);
        return new Candidate(channel, guard, ofAddress, guard.hasAsked(), guard.sinceClientsTurn());
    }

    /// It may have asked meanwhile.
    private void closeIfWaited(Candidate leaving) {
        if (leaving.guard().sinceClientsTurn().compareTo(WAITED_MIN) > 0) {
            crowdedOut(leaving.channel());
        }
    }

    private void crowdedOut(Channel channel) {
        closes(ClosedFor.CROWDED);
        var _ = channel.close();
    }

    /// Answers that are not taken lie in memory that the whole program shares: when they are too many, the one that
    /// lies longest goes.
    @Override
    public void untaken(ConnectionGuard guard, boolean isUntaken) {
        if (!isUntaken) {
            untaken.remove(guard);
        } else if (untaken.add(guard) && untaken.size() > untakenMax) {
            open.entrySet().stream()
                    .filter(each -> untaken.contains(each.getValue().guard()))
                    .max(Comparator.comparing(each -> each.getValue().guard().sinceClientsTurn()))
                    .ifPresent(each -> crowdedOut(each.getKey()));
        }
    }

    @Override
    public void closes(ClosedFor reason) {
        metrics.counter("war.http.connections.closed", "reason", reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private record Open(ConnectionGuard guard, SourceAddress address) {}

    /// A connection that may make room.
    ///
    /// @param ofAddress how many its address holds
    private record Candidate(Channel channel, ConnectionGuard guard, int ofAddress, boolean hasAsked, Duration waited) {
        private static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::ofAddress)
                .reversed()
                .thenComparing(Candidate::hasAsked)
                .thenComparing(Candidate::waited, Comparator.reverseOrder());
    }
}
