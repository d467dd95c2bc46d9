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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionContext;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// Values that were read a moment ago. A read is shared by all who ask while it lasts; that there is none is remembered
/// too, a failure is not. Age counts from the start of the read, so no answer is older than the staleness.
///
/// ```text
/// read     ---[-----------1]      what it finds may be of before or behind any change that came meanwhile
/// updates  -----2----3--------4
/// known    ----------------3--4   so each is applied to it, in order
/// ```
///
/// Whoever asks inside a transaction holds a connection and must not wait for another one: it takes what is known, or
/// reads over its own connection, which nobody else learns of, since the transaction may yet be rolled back.
public final class RecentlyRead<K, V> implements HotView<K, V> {
    /// Changes that a read under way may miss; with more it is forgotten.
    private static final int MISSED_MAX = 64;

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
        var found = found(key);
        var value = found == null ? null : found.value();
        if (value == null) {
            return null;
        }
        asked.increment();
        return value;
    }

    public void forget(K key) {
        entries.invalidate(key);
    }

    /// Takes over a change of what is known, whose age stays what it was. What is being read at this moment
    /// may have it or not.
    ///
    /// @param next what the change makes of a value, which may have it already; null: unknown. Asked when the
    /// value was read
    public void update(K key, Function<V, @Nullable V> next) {
        entries.asMap().computeIfPresent(key, (_, entry) -> entry.changed(next));
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
        var found = found(key);
        return found == null ? read.apply(key) : Mono.justOrEmpty(found.value());
    }

    private @Nullable Found<V> found(K key) {
        var entry = entries.getIfPresent(key);
        return entry == null ? null : entry.found();
    }

    private Mono<V> shared(K key) {
        asked.increment();
        return entries.get(key, this::begin).value();
    }

    /// Its entry stands before it begins, instead of what was known or was being read: a change that comes meanwhile
    /// finds this read.
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
        return new Entry<>(
                Mono.defer(() -> read.apply(key)).contextWrite(_ -> Context.empty()),
                entry -> entries.asMap().remove(key, entry)); // if it still stands there
    }

    /// A read, what it found, and the changes that came while it lasted.
    private static final class Entry<V> {
        private final Consumer<Entry<V>> unknown;
        private final Mono<V> reading;
        private final List<Function<V, @Nullable V>> missed = new ArrayList<>();
        private volatile @Nullable Found<V> found;

        /// @param unknown told when it is worth nothing
        Entry(Mono<V> read, Consumer<Entry<V>> unknown) {
            this.unknown = unknown;
            this.reading = read.map(Found::new)
                    .defaultIfEmpty(new Found<>(null))
                    .map(this::arrived)
                    .doOnError(_ -> unknown.accept(this))
                    .cache()
                    .mapNotNull(Found::value);
        }

        /// Null until it was read.
        @Nullable
        Found<V> found() {
            return found;
        }

        Mono<V> value() {
            var known = found;
            return known == null ? reading : Mono.justOrEmpty(known.value());
        }

        /// Null when nothing is known after the change.
        synchronized @Nullable Entry<V> changed(Function<V, @Nullable V> change) {
            var known = found;
            if (known == null) {
                missed.add(change);
                return missed.size() > MISSED_MAX ? null : this;
            }
            var next = after(known, change);
            if (next == null) {
                return null;
            }
            found = next;
            return this;
        }

        private Found<V> arrived(Found<V> read) {
            var known = withMissed(read);
            if (known == null) {
                unknown.accept(this);
                return read;
            }
            return known;
        }

        private synchronized @Nullable Found<V> withMissed(Found<V> read) {
            var known = read;
            for (var change : missed) {
                var next = after(known, change);
                if (next == null) {
                    return null;
                }
                known = next;
            }
            missed.clear();
            found = known;
            return known;
        }

        private static <V> @Nullable Found<V> after(Found<V> known, Function<V, @Nullable V> change) {
            var value = known.value();
            var next = value == null ? null : change.apply(value);
            return next == null ? null : new Found<>(next);
        }
    }

    /// @param value null: there is none
    private record Found<V>(@Nullable V value) {}
}
