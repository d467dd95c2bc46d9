package dev.warfront.packaged;

import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.Follower;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

/// Watches the score of a war to its end, resumes where it was after each lost connection, and writes down everything
/// a viewer must never see: a score or a number that goes back, or frames that do not follow each other.
final class StreamSubscriber implements AutoCloseable {

    private final RSocketConnection link;

    private final Follower follower;

    private final Disposable subscription;

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private final Progress progress = new Progress();

    private StreamSubscriber(Addresses addresses, Transport transport, UUID war) {
        link = RSocketConnection.open(addresses, transport);
        follower = new Follower(link, "war.%s.score".formatted(war));
        subscription = follower.frames().subscribe(this::see, error -> complaints.add("failed: " + error));
    }

    static StreamSubscriber of(Addresses addresses, Transport transport, UUID war) {
        return new StreamSubscriber(addresses, transport, war);
    }

    /// Everything that was wrong so far.
    List<String> complaints() {
        var all = new ArrayList<>(complaints);
        if (follower.gaps() > 0) {
            all.add(follower.gaps() + " frames did not follow the one before");
        }
        return all;
    }

    /// How often it had to connect again.
    long breaks() {
        return follower.breaks();
    }

    /// Waits for the END of the stream.
    void awaitEnd(Duration patience) {
        Await.until(patience, "END of the score stream after " + this, subscription::isDisposed, over -> over);
    }

    long attacker() {
        return progress.attacker;
    }

    long defender() {
        return progress.defender;
    }

    int frames() {
        return progress.frames.get();
    }

    @Override
    public void close() {
        subscription.dispose();
        link.close();
    }

    @Override
    public String toString() {
        return "%d frames, last %d, %d breaks".formatted(progress.frames.get(), follower.lastSeq(), follower.breaks());
    }

    private void see(Frame frame) {
        var data = frame.data();
        if (data != null && (frame.kind() == Frame.Kind.SNAPSHOT || frame.kind() == Frame.Kind.DELTA)) {
            progress.next(frame, data);
        }
    }

    /// One subscription at a time writes it.
    private final class Progress {

        private volatile long attacker;
        private volatile long defender;
        private final AtomicInteger frames = new AtomicInteger();
        private long epoch;
        private long seq;

        private void next(Frame frame, JsonNode data) {
            frames.incrementAndGet();
            if (frame.epoch() < epoch || (frame.epoch() == epoch && frame.seq() < seq)) {
                complaints.add("%s %d/%d after %d/%d".formatted(frame.kind(), frame.epoch(), frame.seq(), epoch, seq));
            }
            epoch = frame.epoch();
            seq = frame.seq();
            attacker = risen("attacker", attacker, data);
            defender = risen("defender", defender, data);
        }

        private long risen(String side, long before, JsonNode data) {
            var now = data.path(side).path("points").asLong(before);
            if (now < before) {
                complaints.add("%s fell from %d to %d at %d".formatted(side, before, now, seq));
            }
            return now;
        }
    }
}
