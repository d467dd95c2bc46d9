package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.rsocket.exceptions.ConnectionErrorException;

/// Counts, around the decoder of a WebSocket, what has come of a frame that is not whole yet. It must be whole in time.
final class WebSocketIntake {
    /// A client's head of a frame, with its mask; longer with the length of a longer frame.
    private static final int HEAD_BYTES = 6;
    private static final int SHORT_MAX = 125;
    private static final int MEDIUM_MAX = 65_535;

    private final ClientConnection connection;
    private final GuardedConnection guard;
    private final Overdue overdue;
    private long unframed;

    WebSocketIntake(ClientConnection connection, GuardedConnection guard, ClientLimits limits) {
        this.connection = connection;
        this.guard = guard;
        this.overdue = new Overdue(connection, limits.unfinishedTime(), () -> refuse("TOO_SLOW"));
    }

    void install(ChannelPipeline pipeline) {
        var decoder = pipeline.context(WebSocketFrameDecoder.class).name();
        pipeline.addBefore(decoder, "warfront-bytes", new Bytes());
        pipeline.addAfter(decoder, "warfront-frames", new Frames());
    }

    private void refuse(String code) {
        guard.refuse(new ConnectionErrorException(code));
    }

    private static int headBytes(int length) {
        if (length <= SHORT_MAX) {
            return HEAD_BYTES;
        }
        return length <= MEDIUM_MAX ? HEAD_BYTES + Short.BYTES : HEAD_BYTES + Long.BYTES;
    }

    /// What comes in.
    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var before = unframed;
            if (message instanceof ByteBuf bytes) {
                unframed += bytes.readableBytes();
            }
            if (unframed > 0 && before == 0) {
                overdue.begin();
            }
            context.fireChannelRead(message);
            account(before);
        }

        private void account(long before) {
            var more = HeldBytes.beyondGranted(unframed) - HeldBytes.beyondGranted(before);
            if (more < 0) {
                connection.held().give(-more);
            } else if (!connection.held().take(more)) {
                refuse("TOO_MUCH_UNFINISHED");
            }
        }
    }

    /// What is whole.
    private final class Frames extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof WebSocketFrame frame) {
                var length = frame.content().readableBytes();
                unframed = Math.max(0, unframed - headBytes(length) - length);
                if (unframed == 0) {
                    overdue.end();
                } else {
                    overdue.begin();
                }
            }
            context.fireChannelRead(message);
        }
    }
}
