package dev.warfront.kernel.rsocket;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Ends what clients are subscribed to, first of all when the program stops: the HTTP server would wait for its
/// WebSockets, and the sources of the streams are stopped after it.
@Component
final class StreamShutdown implements SmartLifecycle {
    private final StreamServer server;
    private volatile boolean running;

    StreamShutdown(StreamServer server) {
        this.server = server;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        server.close(stopped);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// The highest: started last, stopped first.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
