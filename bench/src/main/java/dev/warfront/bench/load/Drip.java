package dev.warfront.bench.load;

import dev.warfront.bench.wire.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One event after the other for a war, at a steady pace, until it is closed. An event's time runs from the moment it
/// was due, so a sender that falls behind does not hide it.
final class Drip implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(1);

    private final EventLog log;
    private final Kills kills;
    private final long everyNanos;
    private final Queue<Drop> drops = new ConcurrentLinkedQueue<>();
    private final Repetition sending;
    private long due = System.nanoTime();

    Drip(EventLog log, Kills kills, Duration every) {
        this.log = log;
        this.kills = kills;
        this.everyNanos = every.toNanos();
        this.sending = new Repetition("drip", LOOK, this::sendDue);
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

    private void sendDue() {
        for (var now = System.nanoTime(); due <= now; due += everyNanos) {
            var at = due;
            var _ = kills.next().append(log).thenAccept(place -> drops.add(new Drop(place, at)));
        }
    }

    /// An event in the log.
    ///
    /// @param dueNanos when it was to be given to the producer
    record Drop(EventLog.Place place, long dueNanos) {}
}
