package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.exceptions.ConnectionErrorException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts payloads together that come in fragments, and bounds how many, how large and how old they may be before they
/// are whole. They are copied, since a fragment would hold the much larger buffer that it came in. Used on the loop of
/// the connection.
final class Reassembly {
    private static final int LENGTH_BYTES = 3;

    private final ClientConnection connection;
    private final int unfinishedMax;
    private final Overdue overdue;
    /// By stream, the oldest first.
    private final Map<Integer, Unfinished> unfinished = new LinkedHashMap<>();

    /// @param overdue reports when one is not whole in time
    Reassembly(ClientConnection connection, int unfinishedMax, Overdue overdue) {
        this.connection = connection;
        this.unfinishedMax = unfinishedMax;
        this.overdue = overdue;
    }

    /// The frame itself, or the whole that it ends. Null while more fragments follow. Fails, for the connection, when
    /// there is too much that is not whole.
    @Nullable
    ByteBuf add(FrameHead head, ByteBuf frame) {
        var begun = unfinished.isEmpty() ? null : unfinished.get(head.stream());
        if (head.isRequest() || head.type() == FrameHead.PAYLOAD) {
            if (begun == null) {
                return head.has(FrameHead.FOLLOWS) ? begin(head, frame) : frame;
            }
            return go(head, frame, begun);
        }
        if (begun != null && (head.type() == FrameHead.CANCEL || head.type() == FrameHead.ERROR)) {
            drop(head.stream(), begun);
        }
        return frame;
    }

    private @Nullable ByteBuf begin(FrameHead head, ByteBuf frame) {
        if (unfinished.size() >= unfinishedMax) {
            throw tooMuch();
        }
        var begun = new Unfinished(head, head.hasRequestN() ? frame.getInt(frame.readerIndex() + FrameHead.BYTES) : 0);
        hold(begun, HeldBytes.OVERHEAD);
        unfinished.put(head.stream(), begun);
        append(begun, head, frame);
        watch();
        return null;
    }

    private @Nullable ByteBuf go(FrameHead head, ByteBuf frame, Unfinished begun) {
        if (head.isRequest()) {
            throw FrameHead.invalid();
        }
        append(begun, head, frame);
        if (head.has(FrameHead.FOLLOWS)) {
            return null;
        }
        drop(head.stream(), begun);
        return begun.whole(head.has(FrameHead.COMPLETE));
    }

    private void append(Unfinished begun, FrameHead head, ByteBuf frame) {
        var body = frame.slice(frame.readerIndex() + head.bodyAt(), frame.readableBytes() - head.bodyAt());
        hold(begun, body.readableBytes());
        if (begun.bytes() + body.readableBytes() > connection.payloadMax()) {
            throw new ConnectionErrorException("PAYLOAD_TOO_LONG");
        }
        if (head.has(FrameHead.METADATA)) {
            begun.metadata.writeBytes(body, body.readUnsignedMedium());
        }
        begun.data.writeBytes(body);
    }

    private void hold(Unfinished begun, int bytes) {
        if (!connection.held().take(bytes)) {
            throw tooMuch();
        }
        begun.held += bytes;
    }

    private void drop(int stream, Unfinished ended) {
        unfinished.remove(stream);
        connection.held().give(ended.held);
        watch();
    }

    private void watch() {
        if (unfinished.isEmpty()) {
            overdue.end();
        } else {
            overdue.beginAt(unfinished.values().iterator().next().since);
        }
    }

    private static RuntimeException tooMuch() {
        return new ConnectionErrorException("TOO_MUCH_UNFINISHED");
    }

    /// The connection is over.
    void clear() {
        unfinished.clear();
        overdue.end();
    }

    /// What has come of a payload so far.
    private static final class Unfinished {
        private final FrameHead first;
        private final int requestN;
        private final long since = System.nanoTime();
        private final ByteBuf metadata = Unpooled.buffer(0);
        private final ByteBuf data = Unpooled.buffer(0);
        private long held;

        Unfinished(FrameHead first, int requestN) {
            this.first = first;
            this.requestN = requestN;
        }

        int bytes() {
            return metadata.readableBytes() + data.readableBytes();
        }

        /// As if it had come in one frame. It is not pooled, so nobody needs to release it.
        ByteBuf whole(boolean complete) {
            var flags = first.flags() & ~FrameHead.FOLLOWS;
            if (!first.isRequest()) {
                flags |= FrameHead.NEXT;
            }
            if (complete && (!first.isRequest() || first.type() == FrameHead.REQUEST_CHANNEL)) {
                flags |= FrameHead.COMPLETE;
            }
            var frame = Unpooled.buffer(first.bodyAt() + LENGTH_BYTES + bytes());
            first.write(frame, flags);
            if (first.hasRequestN()) {
                frame.writeInt(requestN);
            }
            if (first.has(FrameHead.METADATA)) {
                frame.writeMedium(metadata.readableBytes()).writeBytes(metadata);
            }
            return frame.writeBytes(data);
        }
    }
}
