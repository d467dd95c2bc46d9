package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.http.ConnectionGuard.ClosedFor;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The few connections of those who run the program, each with a {@link ConnectionGuard}. When there are too
/// many, the one goes whose client was waited for longest: connections that are only held shut nobody out.
/// Addresses are not told apart, since on loopback there is one.
final class ManagementConnections implements ConnectionGuard.Owner {
    private static final Duration REQUEST_WITHIN = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration UNREAD = Duration.ofSeconds(30);

    private final ConnectionSettings bounds;
    private final Ticker ticker;
    private final Map<Channel, ConnectionGuard> open = new ConcurrentHashMap<>();

    ManagementConnections(ManagementSettings settings, Ticker ticker) {
        var max = settings.connectionsMax();
        this.bounds = new ConnectionSettings(max, max, REQUEST_WITHIN, IDLE, UNREAD, List.of());
        this.ticker = ticker;
    }

    /// Before anything is read of it. Where nobody is waited for, it is the new one that goes.
    void admit(Channel channel) {
        var guard = new ConnectionGuard(bounds, ticker, this);
        open.put(channel, guard);
        channel.closeFuture().addListener(_ -> open.remove(channel));
        HttpConnections.install(guard, channel);
        makeRoomFor(channel);
    }

    /// One at a time: each that came sends one away, and no two the same.
    private synchronized void makeRoomFor(Channel newest) {
        if (open.size() <= bounds.connectionsMax()) {
            return;
        }
        var leaving = open.entrySet().stream()
                .filter(each -> each.getKey() != newest)
                .map(each -> new Waited(each.getKey(), each.getValue().sinceClientsTurn()))
                .filter(each -> each.time().isPositive())
                .max(Comparator.comparing(Waited::time))
                .map(Waited::channel)
                .orElse(newest);
        open.remove(leaving);
        leaving.eventLoop().execute(() -> {
            var _ = leaving.close();
        });
    }

    @Override
    public void closes(ClosedFor reason) {
        // whoever runs the program sees it by itself
    }

    @Override
    public void untaken(Channel channel, boolean isUntaken) {
        // there are few, and each is closed when its answer is not taken in time
    }

    @Override
    public void upgraded(Channel channel) {
        // no page speaks WebSocket
    }

    private record Waited(Channel channel, Duration time) {}
}
