package dev.warfront.kernel.rsocket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Makes states of a stream of what a context knows.
public final class StreamStates {
    private StreamStates() {}

    /// How a value becomes a state of the stream.
    @FunctionalInterface
    public interface Rendering<S> {
        /// The state to publish.
        ///
        /// @param last the value published before, null for the first
        StreamState render(@Nullable S last, S next);
    }

    /// The newest value, at once when nothing was published for a while, else as soon as the period is over.
    ///
    /// ```text
    /// values     1--23--4-----------5
    /// published  1----3----4--------5     period ----
    /// ```
    public static <S> Flux<List<StreamState>> conflated(Flux<S> values, Duration period, Rendering<S> rendering) {
        return Flux.defer(() -> {
            var last = new AtomicReference<@Nullable S>();
            return values.onBackpressureLatest()
                    // Without prefetch: a value taken early would be stale when its turn comes.
                    .concatMap(value -> Flux.just(value).concatWith(pause(period)), 0)
                    .map(value -> List.of(rendering.render(last.getAndSet(value), value)));
        });
    }

    private static <S> Mono<S> pause(Duration period) {
        return Mono.delay(period).then(Mono.empty());
    }
}
