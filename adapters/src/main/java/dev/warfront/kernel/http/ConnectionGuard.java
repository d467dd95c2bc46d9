package dev.warfront.kernel.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Holds one HTTP connection within its bounds. Requests are handed on one at a time, the next when the answer to the
/// one before has left; until then, and while the client does not take what was written, nothing more is read. A
/// request that is not whole in time, an answer that is not taken, a connection without requests: each is closed.
/// Stands behind the codec of HTTP; lives on the connection's event loop.
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final int LOOKS = 4;

    private final ConnectionSettings settings;
    private final Consumer<ClosedFor> closing;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private @Nullable Future<?> looks;
    private boolean isHandling;
    private boolean isReading;
    private boolean isHeld;
    private boolean isUpgraded;
    private boolean isInterim;
    private long unwritableSince;

    /// Of the wait for a request, or for the rest of one; by {@link System#nanoTime}.
    private volatile long waitsSince = System.nanoTime();

    private volatile boolean waits = true;
    private volatile boolean hasAsked;

    /// @param closing told why, before it closes the connection itself
    ConnectionGuard(ConnectionSettings settings, Consumer<ClosedFor> closing) {
        this.settings = settings;
        this.closing = closing;
    }

    /// Why a connection was closed from this side.
    enum ClosedFor {
        SLOW_REQUEST,
        IDLE,
        UNREAD,
        CROWDED
    }

    /// How long it has been waited for the client; null while a request of it is being handled. From any thread.
    @Nullable
    Duration waited() {
        return waits ? Duration.ofNanos(System.nanoTime() - waitsSince) : null;
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
                if (message instanceof ByteBuf && !isReading && !isHandling) {
                    isReading = true;
                    waitsSince = System.nanoTime();
                }
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var nanos = shortest().toNanos() / LOOKS;
        looks = context.executor().scheduleAtFixedRate(() -> look(context), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private Duration shortest() {
        var requestOrIdle =
                settings.requestWithin().compareTo(settings.idle()) < 0 ? settings.requestWithin() : settings.idle();
        return requestOrIdle.compareTo(settings.unread()) < 0 ? requestOrIdle : settings.unread();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopLooking();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void stopLooking() {
        if (looks != null) {
            looks.cancel(false);
        }
    }

    private void look(ChannelHandlerContext context) {
        var now = System.nanoTime();
        var waited = Duration.ofNanos(now - waitsSince);
        if (!context.channel().isWritable()
                && now - unwritableSince > settings.unread().toNanos()) {
            close(context, ClosedFor.UNREAD);
        } else if (isReading && waited.compareTo(settings.requestWithin()) > 0) {
            close(context, ClosedFor.SLOW_REQUEST);
        } else if (!isReading && !isHandling && waited.compareTo(settings.idle()) > 0) {
            close(context, ClosedFor.IDLE);
        }
    }

    private void close(ChannelHandlerContext context, ClosedFor reason) {
        stopLooking();
        closing.accept(reason);
        var _ = context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            isReading = false;
        }
        var mustWait = !waiting.isEmpty() || (message instanceof HttpRequest && isHandling);
        if (mustWait && !isUpgraded) {
            waiting.add(message);
        } else {
            handOn(context, message);
        }
    }

    private void handOn(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            isHandling = true;
            waits = false;
            hasAsked = true;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        isHeld = !mayRead(context);
        if (!isHeld) {
            context.read();
        }
    }

    private boolean mayRead(ChannelHandlerContext context) {
        return waiting.isEmpty() && context.channel().isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            goOn(context);
        } else {
            unwritableSince = System.nanoTime();
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
            var _ = context.write(message, promise.unvoid().addListener(_ -> answered(context)));
        } else {
            var _ = context.write(message, promise);
        }
    }

    private void answered(ChannelHandlerContext context) {
        if (isUpgraded) {
            stopLooking();
            return;
        }
        isHandling = false;
        waitsSince = System.nanoTime();
        waits = true;
        if (!waiting.isEmpty() || isHeld) {
            context.executor().execute(() -> goOn(context)); // not within the write that ends here
        }
    }

    /// With the request that waits, or with reading.
    private void goOn(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && mayHandOn(context)) {
            handOn(context, waiting.remove());
            if (waiting.isEmpty() || waiting.peek() instanceof HttpRequest) {
                context.fireChannelReadComplete();
            }
        }
        if (isHeld && mayRead(context)) {
            isHeld = false;
            context.read();
        }
    }

    private boolean mayHandOn(ChannelHandlerContext context) {
        return context.channel().isWritable() && !(isHandling && waiting.peek() instanceof HttpRequest);
    }
}
