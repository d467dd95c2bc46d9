package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.DuplexConnection;
import io.rsocket.RSocketErrorException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.frame.ErrorFrameCodec;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/// Stands between a connection of either transport and the protocol's engine, which believes what it is sent and
/// queues what it is given: what comes in is checked and put together here, within bounds; what goes out is counted
/// until it is read, and an error says a code of ours and nothing else.
final class GuardedConnection implements DuplexConnection {
    private static final Duration REST = Duration.ofMillis(100);

    private final DuplexConnection source;
    private final ClientConnection connection;
    private final ClientLimits limits;
    private final StreamMetrics metrics;
    private final Duration closing;
    private final Reassembly payloads;
    private final RequestPace pace;
    private final Admission.Place place;
    private final AtomicBoolean overflown = new AtomicBoolean();
    /// Of requests that came too fast; each that came in time makes up for one.
    private int refusals;

    private boolean begun;
    private boolean refused;

    GuardedConnection(
            DuplexConnection source,
            ClientConnection connection,
            Admission.Place place,
            ServerSettings settings,
            StreamMetrics metrics) {
        this.source = source;
        this.connection = connection;
        this.place = place;
        this.limits = settings.limits();
        this.metrics = metrics;
        this.closing = settings.drain();
        this.pace = new RequestPace(limits.requestsPerSecond(), limits.requestsBurst());
        this.payloads = new Reassembly(
                connection,
                limits.unfinishedMax(),
                new Overdue(connection, limits.unfinishedTime(), this::refuseUnfinished));
    }

    @Override
    public Flux<ByteBuf> receive() {
        return source.receive().<ByteBuf>handle(this::receive).doFinally(_ -> payloads.clear());
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
            if (whole != null && keepsPace(FrameHead.of(whole))) {
                engine.next(whole);
            }
        }
    }

    /// A request that comes too fast is refused before it costs anything, and the next ones are left where
    /// they are. Who goes on regardless is not worth the refusals. Who is signed in does not share the pace
    /// of its address: a neighbour would take it.
    private boolean keepsPace(FrameHead head) {
        if (!head.isRequest()) {
            return true;
        }
        if (pace.spend() && (connection.isSignedIn() || place.pace().spend())) {
            refusals = Math.max(0, refusals - 1);
            return true;
        }
        if (++refusals > limits.requestsBurst()) {
            throw new ConnectionErrorException("TOO_FAST");
        }
        if (head.type() != FrameHead.REQUEST_FNF) {
            sendFrame(head.stream(), ErrorFrameCodec.encode(alloc(), head.stream(), RSocketErrors.retryLater()));
        }
        connection.pauseFor(REST);
        return false;
    }

    private void refuseUnfinished() {
        refuse(new ConnectionErrorException("TOO_SLOW"));
    }

    /// From now on nothing that it sends is looked at.
    void refuse(RSocketErrorException refusal) {
        refused = true;
        payloads.clear();
        metrics.ended(String.valueOf(refusal.getMessage()));
        sendErrorAndClose(refusal);
    }

    @Override
    public void sendFrame(int streamId, ByteBuf frame) {
        if (connection.held().take(ReadGate.cost(frame.readableBytes()))) {
            source.sendFrame(streamId, ErrorFrames.tight(frame, alloc()));
        } else {
            frame.release();
            dropUnread();
        }
    }

    /// Who does not read what it is answered is not told so either.
    private void dropUnread() {
        if (overflown.compareAndSet(false, true)) {
            metrics.ended(EndCode.SLOW_CONSUMER.name());
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
