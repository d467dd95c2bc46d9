package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Holds one HTTP connection within its bounds. Requests are delivered one at a time, the next when the answer to the
/// one before has left; until then, and while the client does not take what was written, nothing more is read. A
/// request that is not whole in time, an answer that is not taken, a connection without requests: each is closed.
/// Stands behind the codec of HTTP; lives on the connection's event loop.
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final int CHECKS_PER_BOUND = 4;

    private final ConnectionSettings settings;
    private final Ticker ticker;
    private final Owner owner;
    private final Queue<Object> undelivered = new ArrayDeque<>();
    private @Nullable Future<?> checks;
    private boolean isHandling;
    private boolean isRequestPartial;
    private boolean isReadWithheld;
    private boolean isUnsent;
    private boolean isUpgraded;
    private boolean isInterim;
    private long untakenSinceNanos;

    private volatile long clientsTurnSinceNanos;
    private volatile boolean isClientsTurn = true;
    private volatile boolean hasAsked;

    ConnectionGuard(ConnectionSettings settings, Ticker ticker, Owner owner) {
        this.settings = settings;
        this.ticker = ticker;
        this.owner = owner;
        this.clientsTurnSinceNanos = ticker.read();
    }

    /// Why a connection was closed from this side.
    enum ClosedFor {
        SLOW_REQUEST,
        IDLE,
        UNREAD,
        CROWDED
    }

    /// Who looks after all connections. Called on the connection's event loop.
    interface Owner {
        /// Told why, before the guard closes the connection.
        void closes(ClosedFor reason);

        /// The client does not take what was written, or does so again.
        void untaken(ConnectionGuard guard, boolean isUntaken);
    }

    /// How long the client has been waited for, with a request, the rest of one, or to take an answer; zero while a
    /// whole request is being handled. From any thread.
    Duration sinceClientsTurn() {
        return isClientsTurn ? Duration.ofNanos(ticker.read() - clientsTurnSinceNanos) : Duration.ZERO;
    }

    /// Whether a whole request has ever come. From any thread.
    boolean hasAsked() {
        return hasAsked;
    }

    /// Stands before the codec: a request begins with its first byte, long before it can be read.
    ChannelInboundHandlerAdapter firstBytes() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof ByteBuf && !isRequestPartial && !isHandling) {
                    isRequestPartial = true;
                    clientsTurnSinceNanos = ticker.read();
                }
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var shortest = Collections.min(List.of(settings.requestWithin(), settings.idle(), settings.unread()));
        var nanos = shortest.toNanos() / CHECKS_PER_BOUND;
        checks = context.executor().scheduleAtFixedRate(() -> check(context), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopChecks();
        owner.untaken(this, false);
        undelivered.forEach(ReferenceCountUtil::release);
        undelivered.clear();
    }

    private void stopChecks() {
        if (checks != null) {
            checks.cancel(false);
        }
    }

    private void check(ChannelHandlerContext context) {
        var now = ticker.read();
        var waited = now - clientsTurnSinceNanos;
        var isUntaken = isUnsent || !context.channel().isWritable();
        if (isUntaken && now - untakenSinceNanos > settings.unread().toNanos()) {
            close(context, ClosedFor.UNREAD);
        } else if (isRequestPartial && waited > settings.requestWithin().toNanos()) {
            close(context, ClosedFor.SLOW_REQUEST);
        } else if (!isRequestPartial && !isHandling && waited > settings.idle().toNanos()) {
            close(context, ClosedFor.IDLE);
        }
    }

    private void close(ChannelHandlerContext context, ClosedFor reason) {
        stopChecks();
        owner.closes(reason);
        var _ = context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && isOddlyCoded(request)) {
            HttpUtil.setKeepAlive(request, false); // where its body ends nobody knows
        }
        if (message instanceof LastHttpContent) {
            isRequestPartial = false;
        }
        var mustWait = !undelivered.isEmpty() || (message instanceof HttpRequest && isHandling);
        if (mustWait && !isUpgraded) {
            undelivered.add(message);
            withholdReads(context);
        } else {
            deliver(context, message);
        }
    }

    /// Whether its body comes in a coding that the server does not know.
    private static boolean isOddlyCoded(HttpRequest request) {
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty() && !BoundedRequest.isChunked(codings);
    }

    private void deliver(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            isHandling = true;
        }
        if (message instanceof LastHttpContent && isHandling) {
            isClientsTurn = false;
            hasAsked = true;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (mayRead(context)) {
            context.read();
        } else {
            withholdReads(context);
        }
    }

    /// Without this the transport would read on by itself, whatever is asked for.
    private void withholdReads(ChannelHandlerContext context) {
        isReadWithheld = true;
        context.channel().config().setAutoRead(false);
    }

    private boolean mayRead(ChannelHandlerContext context) {
        return undelivered.isEmpty() && context.channel().isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        owner.untaken(this, !context.channel().isWritable());
        if (context.channel().isWritable()) {
            goOn(context);
        } else {
            untaken();
            withholdReads(context);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            isUpgraded |= response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
            isInterim = !isUpgraded && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !isInterim) {
            isUnsent = true;
            untaken();
            var _ = context.write(message, promise.unvoid().addListener(_ -> answered(context)));
        } else {
            var _ = context.write(message, promise);
        }
    }

    /// From now on it is the client's turn.
    private void untaken() {
        untakenSinceNanos = ticker.read();
        clientsTurnSinceNanos = untakenSinceNanos;
        isClientsTurn = true;
    }

    private void answered(ChannelHandlerContext context) {
        isUnsent = false;
        if (isUpgraded) {
            stopChecks();
            return;
        }
        isHandling = false;
        clientsTurnSinceNanos = ticker.read();
        isClientsTurn = true;
        if (!undelivered.isEmpty() || isReadWithheld) {
            context.executor().execute(() -> goOn(context)); // not within the write that ends here
        }
    }

    /// With the request that waits, or with reading.
    private void goOn(ChannelHandlerContext context) {
        while (!undelivered.isEmpty() && mayDeliver(context)) {
            deliver(context, undelivered.remove());
            if (undelivered.isEmpty() || undelivered.peek() instanceof HttpRequest) {
                context.fireChannelReadComplete();
            }
        }
        if (isReadWithheld && mayRead(context)) {
            isReadWithheld = false;
            context.channel().config().setAutoRead(true); // asks for a read, too
        }
    }

    private boolean mayDeliver(ChannelHandlerContext context) {
        return context.channel().isWritable() && !(isHandling && undelivered.peek() instanceof HttpRequest);
    }
}
