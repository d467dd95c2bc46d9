package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Follower;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.RSocketConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/// Follows a war's phases by the stream and lets threads wait for one.
final class PhaseWatch implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Disposable subscription;
    private final Duration patience;
    private Phase phase = Phase.DECLARED;
    private Optional<Instant> deadline = Optional.empty();

    /// @param patience how long a phase may begin after its time
    /// @param also sees each frame
    PhaseWatch(RSocketConnection connection, UUID war, Duration patience, Consumer<Frame> also) {
        this.patience = patience;
        subscription = new Follower(connection, "war.%s.phase".formatted(war))
                .frames()
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(also)
                .subscribe(this::see);
    }

    /// Waits until the war is in a phase or past it.
    void await(Phase wanted) {
        lock.lock();
        try {
            var giveUp = System.nanoTime() + patience.toNanos();
            while (phase.compareTo(wanted) < 0) {
                var left = giveUp - System.nanoTime() + untilDeadline().toNanos();
                if (left <= 0 || untilDeadline().compareTo(patience) > 0) {
                    throw new TooSlow(complaint(wanted));
                }
                var _ = changed.await(Math.min(left, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } finally {
            lock.unlock();
        }
    }

    /// The war is known to be in a phase or past it, by other ways than frames.
    void heard(Phase known) {
        see(known, Optional.empty());
    }

    /// Whether the war is in a phase or past it.
    boolean reached(Phase wanted) {
        lock.lock();
        try {
            return phase.compareTo(wanted) >= 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.dispose();
    }

    private Duration untilDeadline() {
        var left = deadline.map(at -> Duration.between(Instant.now(), at)).orElse(Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private String complaint(Phase wanted) {
        return "the war is still %s%s, and %s is not to be waited for longer than %d s; the profile demo shortens the phases, --patience the wait"
                .formatted(phase, deadline.map(at -> " until " + at).orElse(""), wanted, patience.toSeconds());
    }

    private void see(Frame frame) {
        var data = frame.data();
        if (data == null || !data.has("status")) {
            return;
        }
        see(
                Phase.valueOf(data.path("status").asString()),
                Optional.of(data.path("phase_deadline_at").asString(""))
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse));
    }

    /// A frame may be older than what was heard by another way.
    private void see(Phase next, Optional<Instant> until) {
        lock.lock();
        try {
            if (next.compareTo(phase) >= 0) {
                phase = next;
                deadline = until;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The states of a war in their order.
    enum Phase {
        DECLARED,
        PREPARATION,
        ACTIVE,
        ENDING,
        ENDED
    }
}
