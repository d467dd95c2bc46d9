package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.rsocket.Frame.Kind;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One stream on this node: its newest moment, the steps that led to it, and the lanes of its subscribers. It
/// changes on its home loop only; subscribers on other loops read what it offers.
///
/// ```text
/// feed --> show --> [ring, offer] --> lane of loop 1 --> viewers    (one task per lane and change)
///                                \--> lane of loop 2 --> viewers
/// ```
final class LiveStream {
    private static final Duration FIRST_MOMENT_MAX = Duration.ofSeconds(5);

    private final String name;
    private final StreamShape shape;
    private final StreamRules rules;
    private final FrameCodec codec;
    private final Clock clock;
    private final EventExecutor home;
    private final Map<EventExecutor, LoopSubscribers> lanes = new HashMap<>();
    private final FrameRing ring;
    private final Future<?> beats;
    private volatile @Nullable Offer offer;
    private volatile @Nullable Ending ending;

    LiveStream(String name, StreamShape shape, StreamRules rules, FrameCodec codec, Clock clock, EventExecutor home) {
        this.name = name;
        this.shape = shape;
        this.rules = rules;
        this.codec = codec;
        this.clock = clock;
        this.home = home;
        this.ring = new FrameRing(shape.framesKept());
        var period = rules.heartbeat().toNanos();
        this.beats = home.scheduleAtFixedRate(this::beat, period, period, TimeUnit.NANOSECONDS);
        var _ = home.schedule(this::giveUpIfSilent, FIRST_MOMENT_MAX.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// The newest moment and what newcomers and laggards are sent of it.
    ///
    /// @param place how many moments there were, this one included
    record Offer(long place, StreamState moment, SharedFrame snapshot) {}

    /// @param frame what subscribers with demand are sent; null when it fails for all
    /// @param failure what the others get
    /// @param atOnce whether subscribers that have not yet seen everything are cut off
    record Ending(@Nullable SharedFrame frame, Throwable failure, boolean atOnce) {}

    String name() {
        return name;
    }

    StreamShape shape() {
        return shape;
    }

    StreamRules rules() {
        return rules;
    }

    FrameRing ring() {
        return ring;
    }

    @Nullable
    Offer offer() {
        return offer;
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    /// A frame for one subscriber, at its own number.
    SharedFrame frame(Kind kind, long epoch, long seq, @Nullable Object data) {
        return new SharedFrame(new Frame(name, epoch, seq, seq, kind, clock.instant(), data), codec);
    }

    void join(StreamSubscriber viewer) {
        home.execute(() -> {
            var lane = lanes.computeIfAbsent(viewer.loop(), LoopSubscribers::new);
            viewer.loop().execute(() -> viewer.joined(lane));
        });
    }

    /// StreamStates in a row; from any thread, one caller at a time.
    void show(List<StreamState> moments) {
        home.execute(() -> {
            var newest = offer;
            for (var next : moments) {
                newest = advance(newest, next);
            }
            offer = newest;
            if (moments.getLast().over() && ending == null) {
                end(EndCode.COMPLETED, false);
            }
            wakeAll();
        });
    }

    private Offer advance(@Nullable Offer last, StreamState next) {
        if (last == null) {
            return new Offer(1, next, snapshot(next));
        }
        if (isOld(last.moment(), next)) {
            return last;
        }
        var place = last.place() + 1;
        var snapshot = snapshot(next);
        ring.add(new FrameRing.Step(place, step(last.moment(), next, snapshot)));
        return new Offer(place, next, snapshot);
    }

    private static boolean isOld(StreamState last, StreamState next) {
        if (next.epoch() != last.epoch()) {
            return next.epoch() < last.epoch();
        }
        return next.seq() < last.seq()
                || (next.seq() == last.seq() && next.snapshot().equals(last.snapshot()));
    }

    private SharedFrame step(StreamState last, StreamState next, SharedFrame snapshot) {
        var delta = next.delta();
        if (delta == null || next.epoch() != last.epoch() || next.seq() == last.seq()) {
            return snapshot;
        }
        var frame = new Frame(name, next.epoch(), next.seq(), last.seq(), Kind.DELTA, next.at(), delta);
        return new SharedFrame(frame, codec);
    }

    private SharedFrame snapshot(StreamState moment) {
        return new SharedFrame(
                new Frame(
                        name,
                        moment.epoch(),
                        moment.seq(),
                        moment.seq(),
                        Kind.SNAPSHOT,
                        moment.at(),
                        moment.snapshot()),
                codec);
    }

    private void beat() {
        var current = offer;
        if (current != null && ending == null) {
            var moment = current.moment();
            var heartbeat = frame(Kind.HEARTBEAT, moment.epoch(), moment.seq(), null);
            lanes.values().forEach(lane -> lane.beat(heartbeat, current.place()));
        }
    }

    private void giveUpIfSilent() {
        if (offer == null && ending == null) {
            ending = new Ending(null, Refused.later(), true);
            wakeAll();
        }
    }

    /// Subscribers are told the code and leave; from any thread.
    ///
    /// @param atOnce without what they have not yet seen
    void end(EndCode code, boolean atOnce) {
        if (!home.inEventLoop()) {
            home.execute(() -> end(code, atOnce));
            return;
        }
        var current = offer;
        var epoch = current == null ? 0 : current.moment().epoch();
        var seq = current == null ? 0 : current.moment().seq();
        ending = new Ending(frame(Kind.END, epoch, seq, new Frame.Ended(code)), Refused.with(code.name()), atOnce);
        beats.cancel(false);
        wakeAll();
    }

    /// Subscribers get the error; from any thread.
    void fail(Throwable failure) {
        home.execute(() -> {
            ending = new Ending(null, failure, true);
            beats.cancel(false);
            wakeAll();
        });
    }

    /// Nobody watches any more, nobody will.
    void stop() {
        beats.cancel(false);
    }

    EventExecutor home() {
        return home;
    }

    private void wakeAll() {
        lanes.values().forEach(LoopSubscribers::wake);
    }
}
