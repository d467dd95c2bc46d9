package dev.warfront.kernel.rsocket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Makes moments of states.
public final class StreamStates {
    private StreamStates() {}

    /// How a state is shown.
    @FunctionalInterface
    public interface Shown<S> {
        /// Shows a state.
        ///
        /// @param last the state shown before, null for the first
        StreamState moment(@Nullable S last, S next);
    }

    /// The newest state, at once when nothing was shown for a while, else as soon as the period is over.
    ///
    /// ```text
    /// states  1--23--4-----------5
    /// shown   1----3----4--------5     period ----
    /// ```
    public static <S> Flux<List<StreamState>> conflated(Flux<S> states, Duration period, Shown<S> shown) {
        return Flux.defer(() -> {
            var last = new AtomicReference<@Nullable S>();
            return states.onBackpressureLatest()
                    // Without prefetch: a state taken early would be stale when its turn comes.
                    .concatMap(state -> Flux.just(state).concatWith(pause(period)), 0)
                    .map(state -> List.of(shown.moment(last.getAndSet(state), state)));
        });
    }

    private static <S> Mono<S> pause(Duration period) {
        return Mono.delay(period).then(Mono.empty());
    }
}
