package dev.warfront.kernel.stream;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Ends the wait of a loop that polls, as soon as somebody knows of work. The loop takes the next signal before it
/// polls, and waits for it afterwards: work that comes in between is not missed.
public final class Signal {

    private Sinks.Empty<Void> pending = Sinks.empty();

    /// Any thread.
    public void raise() {
        // one that waits may be gone, so the result does not matter
        replaced().tryEmitEmpty();
    }

    /// Completes at the first signal after this call.
    public synchronized Mono<Void> next() {
        return pending.asMono();
    }

    private synchronized Sinks.Empty<Void> replaced() {
        var raised = pending;
        pending = Sinks.empty();
        return raised;
    }
}
