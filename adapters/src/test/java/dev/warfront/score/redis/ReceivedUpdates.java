package dev.warfront.score.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.ScoreUpdate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/// What a watcher receives, waited for by the test's own thread: a receiver's thread that waited would keep what it
/// waits for from coming.
final class ReceivedUpdates implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<ScoreUpdate> updates = new LinkedBlockingQueue<>();
    private final Disposable watching;

    ReceivedUpdates(Flux<ScoreUpdate> watched) {
        watching = watched.subscribe(updates::add);
    }

    /// Skips what comes before one of this kind.
    void await(Class<? extends ScoreUpdate> kind) {
        @Nullable ScoreUpdate next;
        do {
            next = next();
            assertThat(next).as(kind.getSimpleName()).isNotNull();
        } while (!kind.isInstance(next));
    }

    private @Nullable ScoreUpdate next() {
        try {
            return updates.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        watching.dispose();
    }
}
