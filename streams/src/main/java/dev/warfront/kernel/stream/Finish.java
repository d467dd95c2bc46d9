package dev.warfront.kernel.stream;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// The agreement between a looping stream and whoever asks it to finish: the loop looks at {@link #requested}
/// before it begins something new, and the asking one learns when the loop has ended.
public final class Finish {

    private final Signal signal;

    private volatile boolean requested;

    private volatile Sinks.Empty<Void> ended = Sinks.empty();

    /// @param signal raised when the loop is asked to finish, so that it does not wait on
    public Finish(Signal signal) {
        this.signal = signal;
        ended.tryEmitEmpty();
    }

    public boolean requested() {
        return requested;
    }

    /// The loop, tracked from its subscription to its end.
    public <T> Flux<T> track(Flux<T> loop) {
        return Flux.defer(() -> {
            requested = false;
            var end = Sinks.<Void>empty();
            ended = end;
            return loop.doFinally(_ -> end.tryEmitEmpty());
        });
    }

    /// Asks, and completes when the loop has ended; at once when it does not run.
    public Mono<Void> request() {
        return Mono.defer(() -> {
            requested = true;
            signal.raise();
            return ended.asMono();
        });
    }

    /// Completes when the loop that runs now has ended.
    public Mono<Void> ended() {
        return Mono.defer(() -> ended.asMono());
    }
}
