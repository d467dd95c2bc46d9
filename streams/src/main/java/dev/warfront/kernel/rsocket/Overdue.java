package dev.warfront.kernel.rsocket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Reports once when something that a client has begun is not ended in time; while nothing is read from the client that
/// is not its fault. Used on the loop of the connection.
final class Overdue {
    private final ClientConnection connection;
    private final long nanosMax;
    private final Runnable report;
    private boolean begun;
    private boolean watching;
    private long since;

    Overdue(ClientConnection connection, Duration max, Runnable report) {
        this.connection = connection;
        this.nanosMax = max.toNanos();
        this.report = report;
    }

    /// The oldest that is not ended was begun now.
    void begin() {
        beginAt(System.nanoTime());
    }

    /// The oldest that is not ended was begun then.
    void beginAt(long nanoTime) {
        begun = true;
        since = nanoTime;
        if (!watching) {
            watching = true;
            watchFor(nanosMax);
        }
    }

    /// Nothing is begun.
    void end() {
        begun = false;
    }

    /// One timer however often something begins: when it fires too early it is set again.
    private void watchFor(long nanos) {
        var _ = connection.loop().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (!begun || !connection.isOpen()) {
            watching = false;
            return;
        }
        if (!connection.isRead()) {
            since = System.nanoTime();
        }
        var rest = nanosMax - (System.nanoTime() - since);
        if (rest > 0) {
            watchFor(rest);
        } else {
            begun = false;
            report.run();
        }
    }
}
