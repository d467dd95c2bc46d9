package dev.warfront.kernel.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/// Values that were read a moment ago. One read per key at a time, shared by all who ask; that there is none is
/// remembered too, a failure is not. Age counts from the start of the read, so no answer is older than the staleness.
public final class RecentlyRead<K, V> {
    private final Duration staleness;
    private final int entriesMax;
    private final Clock clock;
    private final Function<K, Mono<V>> read;
    private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();

    /// An empty one.
    ///
    /// @param entriesMax beyond it everything is forgotten
    public RecentlyRead(Duration staleness, int entriesMax, Clock clock, Function<K, Mono<V>> read) {
        this.staleness = staleness;
        this.entriesMax = entriesMax;
        this.clock = clock;
        this.read = read;
    }

    /// Empty when there is none.
    public Mono<V> get(K key) {
        return Mono.defer(() -> {
            var now = clock.instant();
            makeRoom(now);
            return entries.compute(
                            key,
                            (_, known) -> known == null || isStale(known, now) ? new Entry<>(begin(key), now) : known)
                    .value();
        });
    }

    public void forget(K key) {
        entries.remove(key);
    }

    /// Others wait for this read as well, so it must not live and die with the transaction of who asked first.
    private Mono<V> begin(K key) {
        return Mono.defer(() -> read.apply(key))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnError(_ -> forget(key))
                .contextWrite(_ -> Context.empty())
                .cache()
                .mapNotNull(found -> found.orElse(null));
    }

    private void makeRoom(Instant now) {
        if (entries.size() >= entriesMax) {
            entries.values().removeIf(entry -> isStale(entry, now));
        }
        if (entries.size() >= entriesMax) {
            entries.clear();
        }
    }

    private boolean isStale(Entry<V> entry, Instant now) {
        return !now.isBefore(entry.since().plus(staleness));
    }

    /// @param since when the read began
    private record Entry<V>(Mono<V> value, Instant since) {}
}
