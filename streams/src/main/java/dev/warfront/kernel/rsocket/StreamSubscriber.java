package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.rsocket.Frame.Kind;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/// One subscriber of a stream. It holds no frame: only its {@link StreamPosition}. It takes the next frame when its
/// {@link EmissionGate} is open, so a client that does not read costs nothing but these objects. Everything happens on
/// the loop of its connection.
final class StreamSubscriber implements Subscription {
    /// Frames in a row before others on the loop get their turn, and the connection's writability is known again.
    private static final int BURST = 8;

    private final CoreSubscriber<? super DataBuffer> client;
    private final ClientConnection connection;
    private final LiveStream stream;
    private final StreamPosition position;
    private final EmissionGate gate;
    private final StreamMetrics metrics;
    private final Runnable onLeft;
    private final EventExecutor loop;
    private final int sessionsEndedBefore;

    private @Nullable LoopSubscribers group;
    private int slot;
    private boolean draining;
    private boolean left;

    StreamSubscriber(
            CoreSubscriber<? super DataBuffer> client,
            ClientConnection connection,
            LiveStream stream,
            Frame.@Nullable Cursor resume,
            StreamMetrics metrics,
            Runnable onLeft) {
        this.client = client;
        this.connection = connection;
        this.stream = stream;
        this.position = new StreamPosition(stream, resume);
        this.gate = new EmissionGate(connection, stream.rules().noDemand(), this::endIdle);
        this.metrics = metrics;
        this.onLeft = onLeft;
        this.loop = connection.loop();
        this.sessionsEndedBefore = connection.sessionsEnded();
        metrics.subscribed();
    }

    EventExecutor loop() {
        return loop;
    }

    /// From now on it gets what there is, unless the session in which it was begun has ended on the way here.
    void joined(LoopSubscribers subscribers) {
        if (left) {
            return;
        }
        group = subscribers;
        subscribers.add(this);
        connection.subscriptions().attach(this);
        gate.start();
        if (connection.sessionsEnded() == sessionsEndedBefore) {
            drain();
        } else {
            end(EndCode.TOKEN_EXPIRED);
        }
    }

    /// Where its group keeps it.
    void slot(int inGroup) {
        slot = inGroup;
    }

    @Override
    public void request(long n) {
        if (!Operators.validate(n)) {
            return;
        }
        onLoop(() -> {
            gate.request(n);
            drain();
        });
    }

    @Override
    public void cancel() {
        onLoop(this::leave);
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /// Sends what there is and may be sent.
    void drain() {
        if (draining || left || group == null) {
            return;
        }
        draining = true;
        try {
            for (var sent = 0; !left && sendNext(); ) {
                if (++sent == BURST) {
                    loop.execute(this::drain);
                    return;
                }
            }
        } finally {
            draining = false;
        }
    }

    /// Sends one frame, if there is one to send.
    ///
    /// @return whether another may follow
    private boolean sendNext() {
        var ending = stream.ending();
        if (ending != null && ending.atOnce()) {
            end(ending);
            return false;
        }
        var latest = stream.latest();
        if (latest == null) {
            return false;
        }
        position.resolve(latest);
        if (position.lagsTooFar(latest)) {
            endLagging();
            return false;
        }
        if (!gate.isOpen()) {
            return false;
        }
        var frame = position.next(latest);
        if (frame != null) {
            send(frame);
            return true;
        }
        if (ending != null) {
            end(ending);
        }
        return false;
    }

    /// A heartbeat says that the subscriber has seen everything; who has not gets a frame instead.
    void heartbeat(SharedFrame heartbeat, long newest) {
        if (!left && position.isAt(newest) && gate.isOpen()) {
            position.confirmed();
            send(heartbeat);
        }
    }

    private void send(SharedFrame frame) {
        gate.pass();
        if (frame.frame().kind() == Kind.RESET) {
            metrics.reset();
        }
        client.onNext(DefaultDataBufferFactory.sharedInstance.wrap(frame.bytes(connection.format())));
        if (frame.frame().kind() == Kind.DELTA) {
            metrics.delivered(frame.frame().at());
        }
    }

    /// The stream goes on for others.
    void end(EndCode code) {
        if (!left) {
            end(stream.endingWith(code, true));
        }
    }

    private void end(LiveStream.Ending ending) {
        var frame = ending.frame();
        if (frame == null || !gate.hasDemand()) {
            fail(ending.failure());
        } else {
            send(frame);
            complete();
        }
    }

    private void endLagging() {
        if (gate.hasDemand()) {
            send(position.reset());
            complete();
        } else {
            metrics.reset();
            fail(RSocketErrors.with(Kind.RESET.name()));
        }
    }

    private void endIdle() {
        if (!left) {
            metrics.slowConsumer();
            fail(RSocketErrors.with(EndCode.SLOW_CONSUMER.name()));
        }
    }

    private void complete() {
        if (!left) {
            leave();
            client.onComplete();
        }
    }

    private void fail(Throwable failure) {
        if (!left) {
            leave();
            client.onError(failure);
        }
    }

    private void leave() {
        if (left) {
            return;
        }
        left = true;
        var subscribers = group;
        if (subscribers != null) {
            subscribers.remove(this, slot);
            connection.subscriptions().detach(this);
        }
        gate.stop();
        metrics.unsubscribed();
        onLeft.run();
    }
}
