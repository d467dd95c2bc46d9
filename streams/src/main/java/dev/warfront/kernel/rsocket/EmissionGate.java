package dev.warfront.kernel.rsocket;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;

/// Lets a frame through while its subscriber has demand and its connection is writable, and reports a subscriber that
/// asks for nothing for too long. Used on the loop of the connection.
final class EmissionGate {
    private final ClientConnection connection;
    private final EventExecutor loop;
    private final long idleNanosMax;
    private final Runnable onIdle;
    private long demand;
    private long idleSince;
    private @Nullable Future<?> idleCheck;

    /// @param idleMax how long demand may be zero
    /// @param onIdle called once when it was zero for longer
    EmissionGate(ClientConnection connection, Duration idleMax, Runnable onIdle) {
        this.connection = connection;
        this.loop = connection.loop();
        this.idleNanosMax = idleMax.toNanos();
        this.onIdle = onIdle;
    }

    /// Time without demand counts from now on.
    void start() {
        if (demand == 0) {
            startIdle();
        }
    }

    void request(long n) {
        demand = Operators.addCap(demand, n);
    }

    boolean hasDemand() {
        return demand > 0;
    }

    boolean isOpen() {
        return demand > 0 && connection.writable();
    }

    /// One frame goes out.
    void pass() {
        if (demand != Long.MAX_VALUE && --demand == 0) {
            startIdle();
        }
    }

    void stop() {
        var check = idleCheck;
        if (check != null) {
            check.cancel(false);
        }
    }

    private void startIdle() {
        idleSince = System.nanoTime();
        if (idleCheck == null) {
            idleCheck = checkIn(idleNanosMax);
        }
    }

    /// One timer however often demand comes and goes: when it fires too early it is set again.
    private Future<?> checkIn(long nanos) {
        return loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        idleCheck = null;
        if (demand > 0) {
            return;
        }
        var rest = idleNanosMax - (System.nanoTime() - idleSince);
        if (rest > 0) {
            idleCheck = checkIn(rest);
        } else {
            onIdle.run();
        }
    }
}
