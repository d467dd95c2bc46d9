package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.rsocket.frame.FrameLengthCodec;
import org.jspecify.annotations.Nullable;

/// Reads from a connection only while its client reads what it is sent, and knows how much that is not. Frames are
/// counted from when they are handed to the transport, by {@link #cost}, until the channel is writable behind them.
final class OutputGate extends ChannelDuplexHandler {
    private final ClientConnection connection;
    /// Written while the channel is not writable.
    private long unread;

    OutputGate(ClientConnection connection) {
        this.connection = connection;
    }

    /// What a frame of so many bytes counts.
    static long cost(int frameBytes) {
        return (long) frameBytes + HeldBytes.OVERHEAD;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        unread += costOf(message);
        context.write(message, promise);
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
        var channel = context.channel();
        channel.config().setAutoRead(channel.isWritable());
        giveIfWritable(context);
        if (channel.isWritable()) {
            connection.drainSubscribers();
        }
        context.fireChannelWritabilityChanged();
    }

    private void giveIfWritable(ChannelHandlerContext context) {
        if (unread > 0 && context.channel().isWritable()) {
            connection.held().give(unread);
            unread = 0;
        }
    }
}
