package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.DuplexConnection;
import io.rsocket.RSocketErrorException;
import io.rsocket.exceptions.ConnectionErrorException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/// Stands between a connection of either transport and the protocol's engine, which believes what it is sent and
/// queues what it is given: what comes in is checked and put together here, within bounds; what goes out is counted
/// until it is read, and an error says a code of ours and nothing else.
final class GuardedConnection implements DuplexConnection {
    private final DuplexConnection source;
    private final ClientConnection connection;
    private final ClientLimits limits;
    private final Duration closing;
    private final Reassembly payloads;
    private boolean begun;
    private boolean refused;

    GuardedConnection(DuplexConnection source, ClientConnection connection, ServerSettings settings) {
        this.source = source;
        this.connection = connection;
        this.limits = settings.limits();
        this.closing = settings.drain();
        this.payloads = new Reassembly(
                connection,
                limits.unfinishedMax(),
                new Overdue(connection, limits.unfinishedTime(), this::refuseUnfinished));
    }

    @Override
    public Flux<ByteBuf> receive() {
        return source.receive().<ByteBuf>handle(this::receive).doOnTerminate(payloads::clear);
    }

    private void receive(ByteBuf frame, SynchronousSink<ByteBuf> engine) {
        if (refused) {
            return;
        }
        try {
            pass(frame, engine);
        } catch (RSocketErrorException refusal) {
            refuse(refusal);
        }
    }

    private void pass(ByteBuf frame, SynchronousSink<ByteBuf> engine) {
        if (frame.readableBytes() > connection.frameMax()) {
            throw new ConnectionErrorException("FRAME_TOO_LONG");
        }
        if (!begun) {
            SetupFrame.accept(frame, limits);
            begun = true;
            engine.next(frame);
            return;
        }
        var head = FrameHead.of(frame);
        if (head.type() == FrameHead.ERROR && head.stream() == 0) {
            connection.drop();
        } else if (head.check(frame)) {
            var whole = payloads.add(head, frame);
            if (whole != null) {
                engine.next(whole);
            }
        }
    }

    private void refuseUnfinished() {
        refuse(new ConnectionErrorException("TOO_SLOW"));
    }

    /// From now on nothing that it sends is looked at.
    void refuse(RSocketErrorException refusal) {
        refused = true;
        payloads.clear();
        sendErrorAndClose(refusal);
    }

    @Override
    public void sendFrame(int streamId, ByteBuf frame) {
        if (connection.held().take(OutputGate.cost(frame.readableBytes()))) {
            source.sendFrame(streamId, ErrorFrames.tight(frame, alloc()));
        } else {
            frame.release();
            connection.drop();
        }
    }

    /// The connection is dropped when its client does not read the error.
    @Override
    public void sendErrorAndClose(RSocketErrorException error) {
        source.sendErrorAndClose(ErrorFrames.tight(error));
        var _ = connection.loop().schedule(connection::drop, closing.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public ByteBufAllocator alloc() {
        return source.alloc();
    }

    @Override
    public SocketAddress remoteAddress() {
        return source.remoteAddress();
    }

    @Override
    public Mono<Void> onClose() {
        return source.onClose();
    }

    @Override
    public void dispose() {
        source.dispose();
    }

    @Override
    public boolean isDisposed() {
        return source.isDisposed();
    }
}
