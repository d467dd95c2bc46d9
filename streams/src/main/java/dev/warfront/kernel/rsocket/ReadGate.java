package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.rsocket.frame.FrameLengthCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads from a connection only while its client reads what it is sent and asks no faster than it may, and
/// knows how much is not read. Frames are counted from when they are handed to the transport, by {@link
/// #cost}, until the channel is writable behind them. Used on the loop of the connection.
final class ReadGate extends ChannelDuplexHandler {
    private final ClientConnection connection;
    /// Written while the channel is not writable.
    private long unread;
    private boolean paused;
    private long pausedUntil;

    ReadGate(ClientConnection connection) {
        this.connection = connection;
    }

    /// What a frame of so many bytes counts.
    static long cost(int frameBytes) {
        return (long) frameBytes + HeldBytes.OVERHEAD;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        unread += costOf(message);
        var _ = context.write(message, promise);
        giveIfWritable(context);
    }

    private static long costOf(@Nullable Object message) {
        return switch (message) {
            case ByteBuf frame -> cost(frame.readableBytes() - FrameLengthCodec.FRAME_LENGTH_SIZE);
            case BinaryWebSocketFrame frame -> cost(frame.content().readableBytes());
            case null, default -> 0;
        };
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readOrNot(context.channel());
        giveIfWritable(context);
        if (context.channel().isWritable()) {
            connection.subscriptions().each(StreamSubscriber::drain);
        }
        context.fireChannelWritabilityChanged();
    }

    /// Nothing is read for so long from now on.
    void pauseFor(Channel channel, Duration time) {
        pausedUntil = System.nanoTime() + time.toNanos();
        if (!paused) {
            paused = true;
            readOrNot(channel);
            resumeIn(channel, time.toNanos());
        }
    }

    /// One timer however often the pause grows.
    private void resumeIn(Channel channel, long nanos) {
        var _ = channel.eventLoop().schedule(() -> resume(channel), nanos, TimeUnit.NANOSECONDS);
    }

    private void resume(Channel channel) {
        var rest = pausedUntil - System.nanoTime();
        if (rest > 0 && channel.isActive()) {
            resumeIn(channel, rest);
        } else {
            paused = false;
            readOrNot(channel);
        }
    }

    private void readOrNot(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        channel.config().setAutoRead(!paused && channel.isWritable());
    }

    private void giveIfWritable(ChannelHandlerContext context) {
        if (unread > 0 && context.channel().isWritable()) {
            connection.held().give(unread);
            unread = 0;
        }
    }
}
