package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.rsocket.Frame.Kind;
import dev.warfront.kernel.rsocket.LiveStream.Offer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/// One subscriber of a stream. It holds no frame: only the place up to which it has seen the stream. It takes
/// what comes next when it has demand and its connection is writable, so a client that does not read costs
/// nothing but this object. Everything happens on the loop of its connection.
final class StreamSubscriber implements Subscription {
    /// Frames in a row before others on the loop get their turn, and the connection's writability is known again.
    private static final int BURST = 8;

    private static final long UNPLACED = -1;

    private final CoreSubscriber<? super DataBuffer> client;
    private final ClientConnection link;
    private final LiveStream stream;
    private final Runnable onLeft;
    private final EventExecutor loop;
    private final Frame.@Nullable Cursor resume;
    private final StreamMetrics metrics;

    private @Nullable LoopSubscribers lane;
    private int position;
    private long demand;
    private long place = UNPLACED;
    private long replayTo;
    private long epoch;
    private long seq;
    private boolean placed;
    private boolean resetDue;
    private boolean greetingDue;
    private boolean draining;
    private boolean left;
    private long idleSince;
    private @Nullable Future<?> idleCheck;

    StreamSubscriber(
            CoreSubscriber<? super DataBuffer> client,
            ClientConnection link,
            LiveStream stream,
            Frame.@Nullable Cursor resume,
            StreamMetrics metrics,
            Runnable onLeft) {
        this.client = client;
        this.link = link;
        this.stream = stream;
        this.resume = resume;
        this.metrics = metrics;
        this.onLeft = onLeft;
        this.loop = link.loop();
        metrics.subscribed();
    }

    EventExecutor loop() {
        return loop;
    }

    void joined(LoopSubscribers itsLane) {
        if (left) {
            return;
        }
        lane = itsLane;
        itsLane.add(this);
        link.attach(this);
        if (demand == 0) {
            idle();
        }
        drain();
    }

    void position(int inLane) {
        position = inLane;
    }

    @Override
    public void request(long n) {
        if (!Operators.validate(n)) {
            return;
        }
        onLoop(() -> {
            demand = Operators.addCap(demand, n);
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
        if (draining || left || lane == null) {
            return;
        }
        draining = true;
        try {
            for (var sent = 0; !left && advance(); ) {
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
    private boolean advance() {
        var ending = stream.ending();
        if (ending != null && ending.atOnce()) {
            end(ending);
            return false;
        }
        var offer = stream.offer();
        if (offer == null) {
            return false;
        }
        if (!placed) {
            placeIn(offer);
        }
        if (!maySend(offer)) {
            return false;
        }
        if (sendNext(offer)) {
            return true;
        }
        if (ending != null && !left) {
            end(ending);
        }
        return false;
    }

    private boolean maySend(Offer offer) {
        if (lagsTooFar(offer)) {
            reset();
            return false;
        }
        return demand > 0 && link.writable();
    }

    private void placeIn(Offer offer) {
        placed = true;
        if (resume == null || offer.moment().over()) {
            return;
        }
        var now = offer.moment();
        if (resume.epoch() == now.epoch()) {
            var found = stream.ring()
                    .placeOf(
                            resume.epoch(),
                            resume.lastSeq(),
                            offer.place(),
                            !stream.shape().numbered());
            if (found == FrameRing.NOWHERE
                    && resume.lastSeq() == now.seq()
                    && stream.shape().numbered()) {
                found = offer.place();
            }
            place = found;
        }
        if (place == UNPLACED) {
            resetDue = true;
        } else {
            epoch = resume.epoch();
            seq = resume.lastSeq();
            replayTo = offer.place();
            greetingDue = place == offer.place();
        }
    }

    /// Chooses and sends the next frame.
    ///
    /// @return false when there is none
    private boolean sendNext(Offer offer) {
        var now = offer.moment();
        if (resetDue || (place != UNPLACED && epoch != now.epoch())) {
            resetDue = false;
            place = UNPLACED;
            epoch = now.epoch();
            metrics.reset();
            send(stream.frame(Kind.RESET, now.epoch(), now.seq(), new Frame.Cursor(now.epoch(), now.seq())));
        } else if (place == offer.place()) {
            return greet();
        } else {
            var next = place == UNPLACED ? null : stepAfter(offer);
            if (next == null) {
                show(offer.snapshot(), offer.place());
            } else {
                show(next.frame(), next.place());
            }
        }
        return true;
    }

    /// Null when only a snapshot helps.
    private FrameRing.@Nullable Step stepAfter(Offer offer) {
        var everyStep = !stream.shape().conflated() || place < replayTo;
        return everyStep || place + 1 == offer.place() ? stream.ring().at(place + 1) : null;
    }

    private boolean greet() {
        if (!greetingDue) {
            return false;
        }
        greetingDue = false;
        send(stream.frame(Kind.HEARTBEAT, epoch, seq, null));
        return true;
    }

    /// Of an event stream nothing may be left out: who lags further than the frames kept for it must resume.
    private boolean lagsTooFar(Offer offer) {
        if (stream.shape().conflated() || place == UNPLACED || place == offer.place()) {
            return false;
        }
        var lag = offer.place() - place;
        return (place >= replayTo && lag > stream.rules().eventFramesMax())
                || stream.ring().at(place + 1) == null;
    }

    private void reset() {
        metrics.reset();
        if (demand > 0) {
            send(stream.frame(Kind.RESET, epoch, seq, new Frame.Cursor(epoch, seq)));
            complete();
        } else {
            fail(Refused.with(Kind.RESET.name()));
        }
    }

    private void show(SharedFrame frame, long newPlace) {
        place = newPlace;
        epoch = frame.frame().epoch();
        seq = frame.frame().seq();
        greetingDue = false;
        send(frame);
        if (frame.frame().kind() == Kind.DELTA) {
            metrics.shown(frame.frame().at());
        }
    }

    private void send(SharedFrame frame) {
        if (demand != Long.MAX_VALUE && --demand == 0) {
            idle();
        }
        client.onNext(DefaultDataBufferFactory.sharedInstance.wrap(frame.bytes(link.format())));
    }

    /// A heartbeat tells a subscriber that it has seen everything; who has not gets a frame instead.
    void beat(SharedFrame heartbeat, long newest) {
        if (!left && place == newest && demand > 0 && link.writable()) {
            greetingDue = false;
            send(heartbeat);
        }
    }

    private void end(LiveStream.Ending ending) {
        var frame = ending.frame();
        if (frame == null || demand == 0) {
            fail(ending.failure());
        } else {
            send(frame);
            complete();
        }
    }

    private void idle() {
        idleSince = System.nanoTime();
        if (idleCheck == null) {
            idleCheck = checkIdleIn(stream.rules().noDemand().toNanos());
        }
    }

    private Future<?> checkIdleIn(long nanos) {
        return loop.schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkIdle() {
        idleCheck = null;
        if (left || demand > 0) {
            return;
        }
        var rest = stream.rules().noDemand().toNanos() - (System.nanoTime() - idleSince);
        if (rest > 0) {
            idleCheck = checkIdleIn(rest);
        } else {
            metrics.slowConsumer();
            fail(Refused.with(EndCode.SLOW_CONSUMER.name()));
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
        var itsLane = lane;
        if (itsLane != null) {
            itsLane.remove(this, position);
            link.detach(this);
        }
        var check = idleCheck;
        if (check != null) {
            check.cancel(false);
        }
        metrics.unsubscribed();
        onLeft.run();
    }
}
