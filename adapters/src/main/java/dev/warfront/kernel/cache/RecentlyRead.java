package dev.warfront.kernel.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionContext;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// Values that were read a moment ago. One read per key at a time, shared by all who ask; that there is none is
/// remembered too, a failure is not. Age counts from the start of the read, so no answer is older than the staleness.
///
/// Whoever asks inside a transaction holds a connection and must not wait for another one: it takes what is known, or
/// reads over its own connection, which nobody else learns of, since the transaction may yet be rolled back.
public final class RecentlyRead<K, V> {
    private final Duration staleness;
    private final Clock clock;
    private final Function<K, Mono<V>> read;
    private final Cache<K, Entry<V>> entries;

    /// An empty one.
    ///
    /// @param entriesMax beyond it what is seldom asked for is forgotten
    public RecentlyRead(Duration staleness, int entriesMax, Clock clock, Function<K, Mono<V>> read) {
        this.staleness = staleness;
        this.clock = clock;
        this.read = read;
        this.entries = Caffeine.newBuilder().maximumSize(entriesMax).build();
    }

    /// Empty when there is none.
    public Mono<V> get(K key) {
        return Mono.deferContextual(
                context -> context.hasKey(TransactionContext.class) ? getInTransaction(key) : getShared(key));
    }

    public void forget(K key) {
        entries.invalidate(key);
    }

    private Mono<V> getInTransaction(K key) {
        var known = entries.getIfPresent(key);
        var found = known == null || isStale(known, clock.instant())
                ? null
                : known.found().get();
        return found == null ? read.apply(key) : Mono.justOrEmpty(found);
    }

    private Mono<V> getShared(K key) {
        var now = clock.instant();
        return entries.asMap()
                .compute(key, (_, known) -> known == null || isStale(known, now) ? begin(key, now) : known)
                .value();
    }

    /// Others wait for this read as well, so it must not live and die with the request of who asked first.
    private Entry<V> begin(K key, Instant now) {
        var found = new AtomicReference<@Nullable Optional<V>>();
        var value = Mono.defer(() -> read.apply(key))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnNext(found::set)
                .doOnError(_ -> forget(key))
                .contextWrite(_ -> Context.empty())
                .cache()
                .mapNotNull(one -> one.orElse(null));
        return new Entry<>(value, found, now);
    }

    private boolean isStale(Entry<V> entry, Instant now) {
        return !now.isBefore(entry.since().plus(staleness));
    }

    /// @param found null until it was read
    /// @param since when the read began
    private record Entry<V>(Mono<V> value, AtomicReference<@Nullable Optional<V>> found, Instant since) {}
}
