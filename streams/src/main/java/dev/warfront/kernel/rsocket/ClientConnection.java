package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.OpenSessions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.rsocket.DuplexConnection;
import io.rsocket.exceptions.ConnectionCloseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/// One client connection, of either transport: its channel, its format, its caller, and its subscriptions. Every
/// request finds it in its Reactor context.
public final class ClientConnection {
    private final Channel channel;
    private final DuplexConnection connection;
    private final List<StreamSubscriber> subscribers = new ArrayList<>();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private volatile Sinks.Empty<Void> expired = Sinks.empty();
    private volatile FrameFormat format = FrameFormat.JSON;
    private final AtomicReference<@Nullable AuthenticatedSession> session = new AtomicReference<>();
    private @Nullable Future<?> expiry;

    ClientConnection(Channel channel, DuplexConnection connection) {
        this.channel = channel;
        this.connection = connection;
    }

    /// The connection whose request runs in this context.
    public static ClientConnection of(ContextView context) {
        return context.get(ClientConnection.class);
    }

    EventExecutor loop() {
        return channel.eventLoop();
    }

    boolean writable() {
        return channel.isWritable();
    }

    Mono<Void> onClose() {
        return connection.onClose();
    }

    public FrameFormat format() {
        return format;
    }

    void format(FrameFormat chosen) {
        format = chosen;
    }

    /// Who it is authenticated as at this moment, with the roles of this moment; empty for nobody. A session that has
    /// ended meanwhile ends here, as if its token had expired. Error: RETRY_AFTER while that cannot be looked up.
    public Mono<Caller> present(OpenSessions sessions) {
        return Mono.fromSupplier(session::get)
                .flatMap(current -> sessions.callerOf(current.caller().id(), current.id())
                        .onErrorMap(failure -> RSocketErrors.because(EndCode.RETRY_AFTER.name(), failure))
                        .doOnNext(caller -> follow(current, caller))
                        .switchIfEmpty(Mono.fromRunnable(() -> end(current))));
    }

    /// What was begun by a role that is lost ends as if the token had expired.
    private void follow(AuthenticatedSession former, Caller present) {
        if (!former.caller().equals(present)
                && session.compareAndSet(former, former.as(present))
                && !present.roles().containsAll(former.caller().roles())) {
            loop().execute(this::announceExpiry);
        }
    }

    private void end(AuthenticatedSession over) {
        if (session.compareAndSet(over, null)) {
            loop().execute(this::announceExpiry);
        }
    }

    /// Completes when the token has expired, after its grace.
    public Mono<Void> expired() {
        return expired.asMono();
    }

    /// Completes when the program stops: what is under way may end, nothing is begun.
    public Mono<Void> closing() {
        return closing.asMono();
    }

    /// From now on it is authenticated as that caller, until some grace after the token has expired.
    void authenticate(AuthenticatedSession renewed, Instant now, Duration grace) {
        session.set(renewed);
        var rest = Duration.between(now, renewed.expiresAt().plus(grace));
        loop().execute(() -> {
            var former = expiry;
            if (former != null) {
                former.cancel(false);
            }
            expiry = loop().schedule(this::expire, Math.max(0, rest.toMillis()), TimeUnit.MILLISECONDS);
        });
    }

    private void expire() {
        session.set(null);
        announceExpiry();
    }

    private void announceExpiry() {
        var current = expired;
        expired = Sinks.empty();
        current.tryEmitEmpty();
    }

    /// Counts one subscription more.
    ///
    /// @return false when it has too many already
    boolean admit(int subscriptionsMax) {
        if (subscriptions.incrementAndGet() <= subscriptionsMax) {
            return true;
        }
        subscriptions.decrementAndGet();
        return false;
    }

    void dismiss() {
        subscriptions.decrementAndGet();
    }

    void attach(StreamSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    void detach(StreamSubscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /// Sends on when the channel takes more again.
    ChannelInboundHandlerAdapter writability() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) {
                if (context.channel().isWritable()) {
                    List.copyOf(subscribers).forEach(StreamSubscriber::drain);
                }
                context.fireChannelWritabilityChanged();
            }
        };
    }

    void disconnected() {
        loop().execute(() -> {
            var pending = expiry;
            if (pending != null) {
                pending.cancel(false);
            }
        });
    }

    void announceClosing() {
        closing.tryEmitEmpty();
    }

    void close() {
        connection.sendErrorAndClose(new ConnectionCloseException(EndCode.SHUTDOWN.name()));
    }

    void drop() {
        connection.dispose();
    }
}
