package dev.warfront.kernel.rsocket;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps up with a state that lies in a store, by updates of it. After an update that was lost, or does not fit, the
/// state is read again; so it is every so often without any update.
///
/// ```text
/// updates --change 2----change 5 (3 and 4 are missing)---stale--
/// reads   R------------------------R----------------------R-----
/// states  --1--2-------------------5-----------------------(6)--
/// ```
///
/// @param read the present state; an error fails the whole, which is then begun anew
/// @param updates hot; see {@link Update}
/// @param merge the state after a change
/// @param healEvery how often the store is read although there was no update
/// @param pollEvery how often it is read while there can be no updates
public record StoreFollower<S, C>(
        Mono<S> read, Flux<Update<C>> updates, Merge<S, C> merge, Duration healEvery, Duration pollEvery) {
    /// Updates that may wait for a read; the oldest are dropped beyond, which shows as a gap and is read again.
    private static final int UPDATES_MAX = 64;

    /// What becomes known of a state.
    public sealed interface Update<C> {
        /// It changed like this.
        record Changed<C>(C change) implements Update<C> {}

        /// It may have changed.
        record Stale<C>() implements Update<C> {}

        /// Until the next update there can be none.
        record Disconnected<C>() implements Update<C> {}
    }

    /// Decides what a change makes of a state.
    @FunctionalInterface
    public interface Merge<S, C> {
        Merged<S> apply(S present, C change);
    }

    /// What a change made of a state.
    public sealed interface Merged<S> {
        record Next<S>(S state) implements Merged<S> {}

        /// The state had it already.
        record Unchanged<S>() implements Merged<S> {}

        /// Something between the state and the change is missing.
        record Gap<S>() implements Merged<S> {}
    }

    /// The state as first read and after each change, in order.
    public Flux<S> states() {
        return Flux.defer(() -> {
            var present = new AtomicReference<@Nullable S>();
            return Flux.merge(
                            updates.switchMap(this::polling),
                            Flux.interval(healEvery).map(_ -> new Update.Stale<C>()))
                    .onBackpressureBuffer(UPDATES_MAX, _ -> {}, BufferOverflowStrategy.DROP_OLDEST)
                    .concatMap(update -> next(update, present), 1);
        });
    }

    private Flux<Update<C>> polling(Update<C> update) {
        return update instanceof Update.Disconnected
                ? Flux.interval(Duration.ZERO, pollEvery).onBackpressureDrop().map(_ -> new Update.Stale<>())
                : Flux.just(update);
    }

    private Mono<S> next(Update<C> update, AtomicReference<@Nullable S> present) {
        var last = present.get();
        return switch (update) {
            case Update.Changed<C>(var change)
            when last != null ->
                switch (merge.apply(last, change)) {
                    case Merged.Next<S>(var state) -> Mono.fromSupplier(remember(present, state));
                    case Merged.Unchanged<S> _ -> Mono.empty();
                    case Merged.Gap<S> _ -> readAgain(present);
                };
            case Update.Changed<C> _, Update.Stale<C> _, Update.Disconnected<C> _ -> readAgain(present);
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
