package dev.warfront.bench.load;

import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.Follower;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// One steady stream of kills by one sender, and one subscriber. The log keeps the sender's order and each kill becomes
/// one row, so the n-th kill has the n-th seq after the first snapshot: a frame with seq s has brought all kills up to
/// s. An event's time runs from the moment it was due, so a sender that falls behind does not hide it.
final class LatencyRun {
    private static final Duration LAST_FRAME = Duration.ofSeconds(30);
    private static final long MICROS = 1_000;
    private static final double MICROS_PER_MS = 1_000.0;

    private final ActiveWar activeWar;
    private final EventLog log;
    private final int count;
    private final long stepNanos;
    private final AtomicLongArray due;
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
    private final CountDownLatch snapshot = new CountDownLatch(1);
    private final CountDownLatch last = new CountDownLatch(1);
    private long first;
    private int seen;
    private long frames;

    LatencyRun(ActiveWar activeWar, EventLog log, int rate, Duration length) {
        this.activeWar = activeWar;
        this.log = log;
        this.count = Math.toIntExact(rate * length.toSeconds());
        this.stepNanos = 1_000_000_000L / rate;
        this.due = new AtomicLongArray(count);
    }

    LatencyBench.Run measure() {
        try (RSocketConnection connection = activeWar.program().watch(Transport.TCP_JSON)) {
            var subscription = new Follower(connection, "war.%s.score".formatted(activeWar.war()))
                    .frames()
                    .subscribe(this::see);
            try {
                await(snapshot, "the first snapshot");
                send();
                await(last, "the frame of the last event");
            } finally {
                subscription.dispose();
            }
        }
        return new LatencyBench.Run(ms(50), ms(99), latencies.getMaxValue() / MICROS_PER_MS, count, frames);
    }

    private void send() {
        var kills = new Kills(activeWar, count);
        var begin = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var at = begin + i * stepNanos;
            var ahead = at - System.nanoTime();
            if (ahead > 0) {
                LockSupport.parkNanos(ahead);
            }
            due.set(i, at);
            var _ = kills.next().append(log);
        }
    }

    /// On the one thread of the connection.
    private void see(Frame frame) {
        var now = System.nanoTime();
        if (snapshot.getCount() > 0) {
            first = frame.seq();
            snapshot.countDown();
            return;
        }
        frames++;
        var covered = Math.min(count, frame.seq() - first);
        for (; seen < covered; seen++) {
            latencies.recordValue(Math.max(0, (now - due.get(seen)) / MICROS));
        }
        if (seen == count) {
            last.countDown();
        }
    }

    private double ms(double percentile) {
        return latencies.getValueAtPercentile(percentile) / MICROS_PER_MS;
    }

    private static void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(LAST_FRAME.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(what + " did not come in " + LAST_FRAME);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
