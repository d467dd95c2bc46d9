package dev.warfront.kernel.postgres;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// News for whoever listens on this node. Given one after another from any thread, never kept: a listener that is busy
/// misses them, so it has to look by itself now and then.
public final class LocalNotifier<T> {

    private final Sinks.Many<T> sink = Sinks.many().multicast().directBestEffort();

    /// Listeners run inside this call, so they must be short. Without a listener, or when it is busy, nothing happens.
    public synchronized void give(T notice) {
        var result = sink.tryEmitNext(notice);
        if (result == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
            throw new IllegalStateException("a listener has given a notice of its own");
        }
    }

    /// Hot, without end.
    public Flux<T> all() {
        return sink.asFlux();
    }
}
