package dev.warfront.kernel.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.HotView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionContext;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// Values that were read a moment ago. A read is shared by all who ask while it lasts; that there is none is remembered
/// too, a failure is not. Age counts from the start of the read, so no answer is older than the staleness.
///
/// Whoever asks inside a transaction holds a connection and must not wait for another one: it takes what is known, or
/// reads over its own connection, which nobody else learns of, since the transaction may yet be rolled back.
public final class RecentlyRead<K, V> implements HotView<K, V> {
    private final Function<K, Mono<V>> read;
    private final Cache<K, Entry<V>> entries;
    private final LongAdder asked = new LongAdder();
    private final LongAdder reads = new LongAdder();

    /// An empty one.
    ///
    /// @param staleness nothing is remembered when it is zero
    /// @param entriesMax beyond it what is seldom asked for is forgotten
    /// @param ticker by which values age; never steps back, as the time of day does
    public RecentlyRead(Duration staleness, int entriesMax, Ticker ticker, Function<K, Mono<V>> read) {
        this.read = read;
        this.entries = Caffeine.newBuilder()
                .maximumSize(entriesMax)
                .expireAfter(Expiry.creating((_, _) -> staleness))
                .ticker(ticker)
                .recordStats()
                .build();
    }

    /// Measures its size, hits and misses, as those of the cache of this name.
    public void bindTo(MeterRegistry metrics, String name) {
        CaffeineCacheMetrics.monitor(metrics, entries, name);
    }

    @Override
    public Mono<V> of(K key) {
        return Mono.deferContextual(
                context -> context.hasKey(TransactionContext.class) ? inTransaction(key) : shared(key));
    }

    @Override
    public Mono<V> now(K key) {
        return Mono.deferContextual(
                context -> context.hasKey(TransactionContext.class) ? read.apply(key) : readAnew(key));
    }

    @Override
    public @Nullable V known(K key) {
        var entry = entries.getIfPresent(key);
        var found = entry == null ? null : entry.found().get();
        if (found == null || found.isEmpty()) {
            return null;
        }
        asked.increment();
        return found.get();
    }

    public void forget(K key) {
        entries.invalidate(key);
    }

    /// Takes over a change of what is known, whose age stays what it was. What is being read at this moment is
    /// forgotten, since the read may have begun before the change.
    ///
    /// @param next what the change makes of it; null: unknown
    public void update(K key, Function<V, @Nullable V> next) {
        entries.asMap().computeIfPresent(key, (_, entry) -> {
            var found = entry.found().get();
            var value = found == null || found.isEmpty() ? null : next.apply(found.get());
            return value == null ? null : new Entry<>(Mono.just(value), new AtomicReference<>(Optional.of(value)));
        });
    }

    /// Measures the share of answers that needed no read of their own, 0..1; 1 before the first.
    ///
    /// @param gauge its name, with the tag `cache`
    public void bindRatio(MeterRegistry metrics, String gauge, String name) {
        Gauge.builder(gauge, this, RecentlyRead::ratio).tag("cache", name).register(metrics);
    }

    private double ratio() {
        var answers = asked.sum();
        return answers == 0 ? 1 : 1 - (double) reads.sum() / answers;
    }

    private Mono<V> inTransaction(K key) {
        var known = entries.getIfPresent(key);
        var found = known == null ? null : known.found().get();
        return found == null ? read.apply(key) : Mono.justOrEmpty(found);
    }

    private Mono<V> shared(K key) {
        asked.increment();
        return entries.get(key, this::begin).value();
    }

    /// Its entry stands before it begins, instead of what was known or was being read: a change that comes meanwhile
    /// finds this read, and makes it forgotten.
    private Mono<V> readAnew(K key) {
        asked.increment();
        var entry = begin(key);
        forget(key); // else the new entry would have the age of the old one
        entries.put(key, entry);
        return entry.value();
    }

    /// Others wait for this read as well, so it must not live and die with the request of who asked first.
    private Entry<V> begin(K key) {
        reads.increment();
        var found = new AtomicReference<@Nullable Optional<V>>();
        var value = Mono.defer(() -> read.apply(key))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnNext(found::set)
                .doOnError(_ -> failed(key, found))
                .contextWrite(_ -> Context.empty())
                .cache()
                .mapNotNull(one -> one.orElse(null));
        return new Entry<>(value, found);
    }

    /// Meanwhile others may have begun to read.
    private void failed(K key, AtomicReference<?> found) {
        entries.asMap().computeIfPresent(key, (_, entry) -> entry.found() == found ? null : entry);
    }

    /// @param found null until it was read
    private record Entry<V>(Mono<V> value, AtomicReference<@Nullable Optional<V>> found) {}
}
