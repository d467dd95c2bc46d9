package dev.warfront.kernel.rsocket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps up with a state that lies in a store, by changes of it: those that this node makes, and updates
/// about others. A change may come both ways. After one that was lost, or does not fit, the state is read
/// again; so it is at each notice.
///
/// ```text
/// updates --connected--change 2----change 5 (3 and 4 are missing)--------disconnected-------------
/// local   ----------------------------------------------------------------------------change 7----
/// notices --------------------------------------------------------notice---------notice-----------
/// read    --now---------------------now---------------------------now----recent--recent--recent-...
/// states  --1----------2------------5-----------------------------(6)------------------7----------
/// ```
///
/// @param now the state with everything that was committed before; an error fails the whole, which is then begun anew
/// @param recent the state of a moment ago with all updates before, at little cost; all that is read while there can be
/// no updates
/// @param updates hot; see {@link Update}
/// @param local hot; changes that this node makes, whether there can be updates or not
/// @param notices hot; each says that the state may have changed
/// @param merge the state after a change
/// @param pollEvery how often it is read while there can be no updates
public record StoreFollower<S, C>(
        Mono<S> now,
        Mono<S> recent,
        Flux<Update<C>> updates,
        Flux<C> local,
        Flux<?> notices,
        Merge<S, C> merge,
        Duration pollEvery) {
    /// Changes of a kind that may wait for a read; the oldest are dropped beyond, which shows as a gap and is
    /// read again.
    private static final int WAITING_MAX = 64;

    /// What becomes known of a state.
    public sealed interface Update<C> {
        /// From here on every change becomes known, or shows as a gap.
        record Connected<C>() implements Update<C> {}

        /// It changed like this.
        record Changed<C>(C change) implements Update<C> {}

        /// Until the next update there can be none.
        record Disconnected<C>() implements Update<C> {}
    }

    /// Decides what a change makes of a state.
    @FunctionalInterface
    public interface Merge<S, C> {
        /// The next state; an equal one when it had the change already, null when something between them is missing.
        @Nullable
        S apply(S present, C change);
    }

    /// The state as first read and after each change, in order.
    public Flux<S> states() {
        return Flux.defer(() -> {
            var present = new AtomicReference<@Nullable S>();
            var connected = new AtomicBoolean(true);
            var changes = updates.doOnNext(update -> connected.set(!(update instanceof Update.Disconnected)))
                    .switchMap(this::changes);
            // Updates last: they begin with a read, and what changes behind it must not go unnoticed.
            // Local changes wait by themselves: however many there are, they push no notice out.
            return Flux.merge(
                            1,
                            waiting(local.map(Optional::of)),
                            waiting(Flux.merge(notices.map(_ -> Optional.empty()), changes)))
                    .concatMap(
                            change -> next(present.get(), change, connected.get() ? now : recent)
                                    .doOnNext(present::set),
                            1);
        });
    }

    private Flux<Optional<C>> waiting(Flux<Optional<C>> changes) {
        return changes.onBackpressureBuffer(WAITING_MAX, _ -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    /// Without a change the state is to be read.
    private Flux<Optional<C>> changes(Update<C> update) {
        return switch (update) {
            case Update.Connected<C> _ -> Flux.just(Optional.empty());
            case Update.Changed<C>(var change) -> Flux.just(Optional.of(change));
            case Update.Disconnected<C> _ ->
                Flux.interval(Duration.ZERO, pollEvery).onBackpressureDrop().map(_ -> Optional.empty());
        };
    }

    private Mono<S> next(@Nullable S present, Optional<C> change, Mono<S> read) {
        if (change.isEmpty()) {
            return read;
        }
        var next = present == null ? null : merge.apply(present, change.get());
        if (next == null) {
            return read.map(state -> withChange(state, change.get()));
        }
        return next.equals(present) ? Mono.empty() : Mono.just(next);
    }

    /// What was read may be of a moment before the change.
    private S withChange(S read, C change) {
        var next = merge.apply(read, change);
        return next == null ? read : next;
    }
}
