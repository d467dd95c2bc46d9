package dev.warfront.bench.load;

import java.time.Duration;

/// Does the same again and again, with a pause between, on a thread of its own.
final class Repetition implements AutoCloseable {
    private final Runnable round;
    private final Duration pause;
    private final Thread thread;
    private volatile boolean closed;

    /// Begins at once.
    Repetition(String name, Duration pause, Runnable round) {
        this.round = round;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /// Waits for the round under way.
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            round.run();
            Pause.of(pause);
        }
    }
}
