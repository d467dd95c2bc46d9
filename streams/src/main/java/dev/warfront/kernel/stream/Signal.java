package dev.warfront.kernel.stream;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// A bell between whoever has news and a loop that looks for them by itself now and then. The loop takes the
/// next ring before it looks, and waits for it afterwards: news that come in between are not slept over.
public final class Signal {

    private Sinks.Empty<Void> next = Sinks.empty();

    /// Any thread.
    public void ring() {
        // of those who wait some may be gone, which is why the result does not matter
        replaced().tryEmitEmpty();
    }

    /// Completes at the first ring after this call.
    public synchronized Mono<Void> nextRing() {
        return next.asMono();
    }

    private synchronized Sinks.Empty<Void> replaced() {
        var rung = next;
        next = Sinks.empty();
        return rung;
    }
}
