package dev.warfront.kernel.rsocket;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps up with a state that lies in a store, by what is heard of its changes. Whatever was not heard, or does not
/// fit, is read again; so it is every so often without being told.
///
/// ```text
/// heard  --change 2----change 5 (3 and 4 are missing)---wake---
/// reads  R------------------------R----------------------R-----
/// states --1--2-------------------5-----------------------(6)--
/// ```
///
/// @param read the present state; an error fails the whole, which is then begun anew
/// @param heard hot; see {@link Signal}
/// @param moved the state after a change
/// @param heal how often the store is read although nothing was heard
/// @param poll how often it is read while nothing can be heard
public record StoreFollower<S, C>(Mono<S> read, Flux<Signal<C>> heard, Move<S, C> moved, Duration heal, Duration poll) {
    private static final int SIGNALS_MAX = 64;

    /// What is heard of a state.
    public sealed interface Signal<C> {
        /// It changed like this.
        record Changed<C>(C change) implements Signal<C> {}

        /// It may have changed.
        record Stale<C>() implements Signal<C> {}

        /// Until the next signal nothing can be heard.
        record Disconnected<C>() implements Signal<C> {}
    }

    /// Decides what a change makes of a state.
    @FunctionalInterface
    public interface Move<S, C> {
        Moved<S> apply(S present, C change);
    }

    /// What a change made of a state.
    public sealed interface Moved<S> {
        record To<S>(S next) implements Moved<S> {}

        /// The state had it already.
        record Nowhere<S>() implements Moved<S> {}

        /// Something between the state and the change is missing.
        record Gap<S>() implements Moved<S> {}
    }

    /// The state as first read and after each change, in order.
    public Flux<S> states() {
        return Flux.defer(() -> {
            var present = new AtomicReference<@Nullable S>();
            return Flux.merge(
                            heard.switchMap(this::polling), Flux.interval(heal).map(_ -> new Signal.Stale<C>()))
                    .onBackpressureBuffer(SIGNALS_MAX, _ -> {}, BufferOverflowStrategy.DROP_OLDEST)
                    .concatMap(signal -> next(signal, present), 1);
        });
    }

    private Flux<Signal<C>> polling(Signal<C> signal) {
        return signal instanceof Signal.Disconnected
                ? Flux.interval(Duration.ZERO, poll).onBackpressureDrop().map(_ -> new Signal.Stale<>())
                : Flux.just(signal);
    }

    private Mono<S> next(Signal<C> signal, AtomicReference<@Nullable S> present) {
        var last = present.get();
        return switch (signal) {
            case Signal.Changed<C>(var change)
            when last != null ->
                switch (moved.apply(last, change)) {
                    case Moved.To<S>(var next) -> Mono.fromSupplier(remember(present, next));
                    case Moved.Nowhere<S> _ -> Mono.empty();
                    case Moved.Gap<S> _ -> readAgain(present);
                };
            case Signal.Changed<C> _, Signal.Stale<C> _, Signal.Disconnected<C> _ -> readAgain(present);
        };
    }

    private Mono<S> readAgain(AtomicReference<@Nullable S> present) {
        return read.doOnNext(present::set);
    }

    private static <S> Supplier<S> remember(AtomicReference<@Nullable S> present, S next) {
        return () -> {
            present.set(next);
            return next;
        };
    }
}
