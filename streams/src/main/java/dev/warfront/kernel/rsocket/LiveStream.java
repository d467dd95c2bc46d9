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

/// One stream on this node: its latest state, the steps that led to it, and its subscribers by event loop. It
/// changes on its home loop only; subscribers on other loops read what it publishes.
///
/// ```text
/// feed --> publish --> [ring, latest] --> subscribers of loop 1    (one task per loop and change)
///                                    \--> subscribers of loop 2
/// ```
final class LiveStream {
    private static final Duration FIRST_STATE_MAX = Duration.ofSeconds(5);

    private final String name;
    private final StreamShape shape;
    private final StreamRules rules;
    private final FrameCodec codec;
    private final Clock clock;
    private final EventExecutor home;
    private final Map<EventExecutor, LoopSubscribers> subscribers = new HashMap<>();
    private final FrameRing ring;
    private final Future<?> heartbeats;
    private volatile @Nullable Latest latest;
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
        this.heartbeats = home.scheduleAtFixedRate(this::heartbeat, period, period, TimeUnit.NANOSECONDS);
        var _ = home.schedule(this::giveUpIfSilent, FIRST_STATE_MAX.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// The latest state and what newcomers and laggards are sent of it.
    ///
    /// @param index how many states there were, this one included
    record Latest(long index, StreamState state, SharedFrame snapshot) {}

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
    Latest latest() {
        return latest;
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    /// A frame for one subscriber, at its own number.
    SharedFrame frame(Kind kind, long epoch, long seq, @Nullable Object data) {
        return new SharedFrame(new Frame(name, epoch, seq, seq, kind, clock.instant(), data), codec);
    }

    void join(StreamSubscriber subscriber) {
        home.execute(() -> {
            var group = subscribers.computeIfAbsent(subscriber.loop(), LoopSubscribers::new);
            subscriber.loop().execute(() -> subscriber.joined(group));
        });
    }

    /// States in a row; from any thread, one caller at a time.
    void publish(List<StreamState> states) {
        home.execute(() -> {
            var newest = latest;
            for (var next : states) {
                newest = advance(newest, next);
            }
            latest = newest;
            if (states.getLast().over() && ending == null) {
                end(EndCode.COMPLETED, false);
            }
            drainAll();
        });
    }

    private Latest advance(@Nullable Latest last, StreamState next) {
        if (last == null) {
            return new Latest(1, next, snapshot(next));
        }
        if (isOld(last.state(), next)) {
            return last;
        }
        var index = last.index() + 1;
        var snapshot = snapshot(next);
        ring.add(new FrameRing.IndexedFrame(index, step(last.state(), next, snapshot)));
        return new Latest(index, next, snapshot);
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

    private SharedFrame snapshot(StreamState state) {
        return new SharedFrame(
                new Frame(name, state.epoch(), state.seq(), state.seq(), Kind.SNAPSHOT, state.at(), state.snapshot()),
                codec);
    }

    private void heartbeat() {
        var current = latest;
        if (current != null && ending == null) {
            var state = current.state();
            var frame = frame(Kind.HEARTBEAT, state.epoch(), state.seq(), null);
            subscribers.values().forEach(group -> group.heartbeat(frame, current.index()));
        }
    }

    private void giveUpIfSilent() {
        if (latest == null && ending == null) {
            ending = new Ending(null, RSocketErrors.retryLater(), true);
            drainAll();
        }
    }

    /// Subscribers are sent the code and leave; from any thread.
    ///
    /// @param atOnce without what they have not yet seen
    void end(EndCode code, boolean atOnce) {
        if (!home.inEventLoop()) {
            home.execute(() -> end(code, atOnce));
            return;
        }
        ending = endingWith(code, atOnce);
        heartbeats.cancel(false);
        drainAll();
    }

    /// How it ends, for all or for one subscriber.
    Ending endingWith(EndCode code, boolean atOnce) {
        var current = latest;
        var epoch = current == null ? 0 : current.state().epoch();
        var seq = current == null ? 0 : current.state().seq();
        return new Ending(frame(Kind.END, epoch, seq, new Frame.Ended(code)), RSocketErrors.with(code.name()), atOnce);
    }

    /// Subscribers get the error; from any thread.
    void fail(Throwable failure) {
        home.execute(() -> {
            ending = new Ending(null, failure, true);
            heartbeats.cancel(false);
            drainAll();
        });
    }

    /// Nobody is subscribed any more, nobody will be.
    void stop() {
        heartbeats.cancel(false);
    }

    EventExecutor home() {
        return home;
    }

    private void drainAll() {
        subscribers.values().forEach(LoopSubscribers::scheduleDrain);
    }
}
