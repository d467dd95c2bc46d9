package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rsocket.RSocketErrorException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.frame.FrameLengthCodec;
import org.jspecify.annotations.Nullable;

/// Cuts what comes over TCP into frames, each with its length before it. Of a frame that is not whole yet only the
/// bytes that have come are kept, not the much larger buffer they came in, and it must be whole in time. What each
/// connection is granted may be begun without being counted.
final class FrameSplitter extends ChannelInboundHandlerAdapter {
    private static final int LENGTH_BYTES = FrameLengthCodec.FRAME_LENGTH_SIZE;

    private final ClientConnection connection;
    private final GuardedConnection guard;
    private final Overdue overdue;
    private @Nullable ByteBuf begun;
    private long holding;
    private boolean refused;

    FrameSplitter(ClientConnection connection, GuardedConnection guard, ClientLimits limits) {
        this.connection = connection;
        this.guard = guard;
        this.overdue = new Overdue(
                connection, limits.unfinishedTime(), () -> refuse(new ConnectionErrorException("TOO_SLOW")));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable() && !refused) {
                var frame = next(bytes);
                if (frame != null) {
                    context.fireChannelRead(frame);
                }
            }
        } catch (RSocketErrorException refusal) {
            refuse(refusal);
        } finally {
            bytes.release();
        }
    }

    /// Null when what has come is not whole yet.
    private @Nullable ByteBuf next(ByteBuf bytes) {
        var former = begun;
        if (former != null) {
            return goOn(former, bytes);
        }
        if (bytes.readableBytes() >= LENGTH_BYTES) {
            var whole = wholeLength(bytes);
            if (bytes.readableBytes() >= whole) {
                return bytes.readRetainedSlice(whole);
            }
        }
        var first = Unpooled.buffer(bytes.readableBytes());
        begun = first;
        overdue.begin();
        append(first, bytes, bytes.readableBytes());
        return null;
    }

    private @Nullable ByteBuf goOn(ByteBuf former, ByteBuf bytes) {
        if (former.readableBytes() < LENGTH_BYTES) {
            append(former, bytes, Math.min(LENGTH_BYTES - former.readableBytes(), bytes.readableBytes()));
            if (former.readableBytes() < LENGTH_BYTES) {
                return null;
            }
        }
        var whole = wholeLength(former);
        append(former, bytes, Math.min(whole - former.readableBytes(), bytes.readableBytes()));
        if (former.readableBytes() < whole) {
            return null;
        }
        drop();
        return former;
    }

    /// With the length itself.
    private int wholeLength(ByteBuf bytes) {
        var length = bytes.getUnsignedMedium(bytes.readerIndex());
        if (length > connection.frameMax()) {
            throw new ConnectionErrorException("FRAME_TOO_LONG");
        }
        if (length < FrameHead.BYTES) {
            throw FrameHead.invalid();
        }
        return LENGTH_BYTES + length;
    }

    private void append(ByteBuf former, ByteBuf bytes, int count) {
        former.writeBytes(bytes, count);
        var beyond = HeldBytes.beyondGranted(former.readableBytes());
        if (!connection.held().take(beyond - holding)) {
            throw new ConnectionErrorException("TOO_MUCH_UNFINISHED");
        }
        holding = beyond;
    }

    private void drop() {
        begun = null;
        overdue.end();
        connection.held().give(holding);
        holding = 0;
    }

    private void refuse(RSocketErrorException refusal) {
        refused = true;
        drop();
        guard.refuse(refusal);
    }
}
