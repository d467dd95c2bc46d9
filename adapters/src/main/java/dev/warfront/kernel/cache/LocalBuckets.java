package dev.warfront.kernel.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.TokenBuckets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/// Buckets of this node alone. Beyond their bound the keys that are seldom asked for are forgotten, and begin full.
public final class LocalBuckets implements TokenBuckets {
    private static final int KEYS_MAX = 100_000;

    private final Ticker ticker;

    /// By key when its bucket is full again, in nanoseconds of the ticker.
    private final Cache<String, AtomicLong> fullAt =
            Caffeine.newBuilder().maximumSize(KEYS_MAX).build();

    public LocalBuckets(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Mono<Taken> take(String key, Rate rate, Rate alone) {
        return Mono.fromSupplier(() -> takeNow(key, rate));
    }

    /// The same at once, without a lock.
    public Taken takeNow(String key, Rate rate) {
        var full = fullAt.get(key, _ -> new AtomicLong(ticker.read()));
        var interval = rate.interval();
        var window = rate.window();
        while (true) {
            var now = ticker.read();
            var before = full.get();
            var missing = Math.max(0, before - now) + interval;
            if (missing > window) {
                return Taken.refused(Duration.ofNanos(missing - window));
            }
            if (full.compareAndSet(before, now + missing)) {
                return Taken.admitted((window - missing) / interval);
            }
        }
    }
}
