package dev.warfront.bench.load;

import dev.warfront.bench.wire.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One event after the other for a war, at a steady pace, until it is closed.
final class Drip implements AutoCloseable {
    private final EventLog log;
    private final Kills kills;
    private final Queue<Drop> drops = new ConcurrentLinkedQueue<>();
    private final Repetition sending;

    Drip(EventLog log, Kills kills, Duration every) {
        this.log = log;
        this.kills = kills;
        this.sending = new Repetition("drip", every, this::send);
    }

    /// Those that the log has.
    List<Drop> drops() {
        return new ArrayList<>(drops);
    }

    /// Stops, and waits until the log has all of them.
    @Override
    public void close() {
        sending.close();
        log.flush();
    }

    private void send() {
        var sent = System.nanoTime();
        var _ = kills.next().append(log).thenAccept(place -> drops.add(new Drop(place, sent)));
    }

    /// An event in the log.
    ///
    /// @param sentNanos when it was given to the producer
    record Drop(EventLog.Place place, long sentNanos) {}
}
