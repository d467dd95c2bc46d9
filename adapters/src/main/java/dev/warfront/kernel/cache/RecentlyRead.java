package dev.warfront.kernel.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// Values that were read a short time ago. One read per key at a time, shared by all who ask; that there is none is
/// remembered too, a failure is not. Age counts from the start of the read, so no answer is older than the staleness.
public final class RecentlyRead<K, V> {
    /// Stands in the context of a read that was begun from inside a transaction: it needs a second connection, while
    /// the first is held. Tests fail on it; such a caller has to ask before its transaction.
    public static final Object INSIDE_TRANSACTION = RecentlyRead.class;

    private final Function<K, Mono<V>> read;

    /// A value is the read itself, so that nobody waits inside the cache.
    private final Cache<K, Mono<V>> reads;

    /// An empty one.
    ///
    /// @param entriesMax beyond it those that are asked for least are forgotten
    public RecentlyRead(Duration staleness, int entriesMax, Clock clock, Function<K, Mono<V>> read) {
        this.read = read;
        this.reads = Caffeine.newBuilder()
                .expireAfterWrite(staleness)
                .maximumSize(entriesMax)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /// Empty when there is none.
    public Mono<V> get(K key) {
        return Mono.defer(() -> reads.get(key, this::shared));
    }

    public void forget(K key) {
        reads.invalidate(key);
    }

    /// Others wait for this read as well, so it must not live and die with the transaction of who asked first.
    private Mono<V> shared(K key) {
        return isInsideTransaction()
                .flatMap(inside -> Mono.defer(() -> read.apply(key))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .contextWrite(_ -> inside ? Context.of(INSIDE_TRANSACTION, true) : Context.empty()))
                .doOnError(_ -> forget(key))
                .cache()
                .mapNotNull(found -> found.orElse(null));
    }

    private static Mono<Boolean> isInsideTransaction() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(false);
    }
}
