package dev.warfront.bench.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Follows one stream of the program to its end, over lost connections and restarts: it resumes by its own cursor,
/// checks that no frame is missing, and subscribes again where one is.
///
/// ```
/// connection 1  S1--D2--D3--x
/// connection 2               ---D4--D5----END|
/// result        S1--D2--D3-------D4--D5---END|
/// ```
public final class Follower {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofSeconds(1);

    private final RSocketConnection connection;
    private final String route;
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong breaks = new AtomicLong();
    private volatile @Nullable Cursor cursor;

    public Follower(RSocketConnection connection, String route) {
        this.connection = connection;
        this.route = route;
    }

    /// Cold, for one subscriber. Completes after END COMPLETED, never fails; who needs a bound in time puts one on it.
    public Flux<Frame> frames() {
        return Flux.defer(() -> connection.stream(route, resume()))
                .concatWith(Mono.error(() -> new Broken("the stream stopped without END")))
                .doOnNext(this::check)
                .takeUntil(Follower::completed)
                .doOnError(_ -> breaks.incrementAndGet())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST).maxBackoff(MOST).transientErrors(true));
    }

    /// How often a frame was missing, which a sound program never shows.
    public long gaps() {
        return gaps.get();
    }

    /// How often the stream had to be subscribed anew.
    public long breaks() {
        return breaks.get();
    }

    /// The number of the newest frame, 0 before the first.
    public long lastSeq() {
        var last = cursor;
        return last == null ? 0 : last.seq();
    }

    private Optional<RSocketConnection.Cursor> resume() {
        return Optional.ofNullable(cursor).map(last -> new RSocketConnection.Cursor(last.epoch(), last.seq()));
    }

    private void check(Frame frame) {
        switch (frame.kind()) {
            case SNAPSHOT -> cursor = new Cursor(frame.epoch(), frame.seq());
            case DELTA -> next(frame);
            case RESET -> cursor = null;
            case END -> ended(frame);
            case HEARTBEAT -> {}
        }
    }

    private void next(Frame frame) {
        var last = cursor;
        if (last != null && (last.epoch() != frame.epoch() || last.seq() != frame.prevSeq())) {
            gaps.incrementAndGet();
            throw new Broken(
                    "%s: frame %d follows %d, not %d".formatted(route, frame.seq(), frame.prevSeq(), last.seq()));
        }
        cursor = new Cursor(frame.epoch(), frame.seq());
    }

    private static void ended(Frame frame) {
        if (!completed(frame)) {
            throw new Broken("ended: " + frame.data());
        }
    }

    private static boolean completed(Frame frame) {
        var data = frame.data();
        return frame.kind() == Frame.Kind.END
                && data != null
                && data.path("code").asString("").equals("COMPLETED");
    }

    private record Cursor(long epoch, long seq) {}

    private static final class Broken extends RuntimeException {
        Broken(String why) {
            super(why);
        }
    }
}
