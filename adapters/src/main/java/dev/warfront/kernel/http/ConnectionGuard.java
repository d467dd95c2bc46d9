package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Holds one HTTP connection within its bounds. Requests are delivered one at a time, the next when the answer to the
/// one before has left; until then, and while the client does not take what was written, nothing more is read. A
/// request that is not whole in time, an answer that is not taken, a connection without requests: each is closed.
/// Stands behind the codec of HTTP; lives on the connection's event loop.
final class ConnectionGuard extends ChannelDuplexHandler {
    /// More fields than a head needs; each costs more memory than its bytes.
    private static final int FIELDS_MAX = 100;

    private static final DecoderResult TOO_MANY_FIELDS =
            DecoderResult.failure(new TooLongHttpHeaderException("more than " + FIELDS_MAX + " header fields"));

    private final ConnectionClock clock;
    private final Owner owner;
    private final Queue<Object> undelivered = new ArrayDeque<>();
    private @Nullable Future<?> checks;
    private boolean isReadWithheld;
    private boolean isUnsent;
    private boolean isUpgraded;
    private boolean isInterim;

    ConnectionGuard(ConnectionSettings settings, Ticker ticker, Owner owner) {
        this.clock = new ConnectionClock(settings, ticker);
        this.owner = owner;
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
        void untaken(Channel channel, boolean isUntaken);

        /// From now on it is a WebSocket, which others look after.
        void upgraded(Channel channel);
    }

    /// How long the client has been waited for, with a request, the rest of one, or to take an answer; zero while a
    /// whole request is being handled. From any thread.
    Duration sinceClientsTurn() {
        return clock.sinceClientsTurn();
    }

    /// Stands before the codec: a request begins with its first byte, long before it can be read.
    ChannelInboundHandlerAdapter firstBytes() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof ByteBuf) {
                    clock.bytesCame();
                }
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var nanos = clock.checkEvery().toNanos();
        checks = context.executor().scheduleAtFixedRate(() -> check(context), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopChecks();
        owner.untaken(context.channel(), false);
        undelivered.forEach(ReferenceCountUtil::release);
        undelivered.clear();
    }

    private void stopChecks() {
        if (checks != null) {
            checks.cancel(false);
        }
    }

    private void check(ChannelHandlerContext context) {
        var reason = clock.overdue(isUnsent || !context.channel().isWritable());
        if (reason != null) {
            close(context, reason);
        }
    }

    private void close(ChannelHandlerContext context, ClosedFor reason) {
        stopChecks();
        owner.closes(reason);
        var _ = context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            bound(request);
        }
        if (message instanceof LastHttpContent) {
            clock.requestCame();
        }
        var mustWait = !undelivered.isEmpty() || (message instanceof HttpRequest && clock.isHandling());
        if (mustWait && !isUpgraded) {
            undelivered.add(message);
            withholdReads(context);
        } else {
            deliver(context, message);
        }
    }

    /// Whatever is wrong with it, it is the last one of its connection.
    private static void bound(HttpRequest request) {
        if (request.headers().size() > FIELDS_MAX) {
            request.setDecoderResult(TOO_MANY_FIELDS); // answered 431, like any head that is too long
        }
        if (isOddlyCoded(request)) {
            HttpUtil.setKeepAlive(request, false); // where its body ends nobody knows
        }
    }

    /// Whether its body comes in a coding that the server does not know.
    private static boolean isOddlyCoded(HttpRequest request) {
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty() && !BoundedRequest.isChunked(codings);
    }

    private void deliver(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            clock.handles();
        }
        if (message instanceof LastHttpContent) {
            clock.hasAll();
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
        if (!isUpgraded) {
            owner.untaken(context.channel(), !context.channel().isWritable());
        }
        if (context.channel().isWritable()) {
            goOn(context);
        } else {
            clock.untaken();
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
            clock.untaken();
            var _ = context.write(message, promise.unvoid().addListener(_ -> answered(context)));
        } else {
            var _ = context.write(message, promise);
        }
    }

    private void answered(ChannelHandlerContext context) {
        isUnsent = false;
        if (isUpgraded) {
            stopChecks();
            owner.upgraded(context.channel());
            return;
        }
        clock.answered();
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
        return context.channel().isWritable() && !(clock.isHandling() && undelivered.peek() instanceof HttpRequest);
    }
}
