package dev.warfront.kernel.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warfront.kernel.RequestLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/// Counts on this node only. Beyond its bound the keys that are seldom asked for are forgotten.
public final class LocalRequestLimits implements RequestLimits {
    private static final int KEYS_MAX = 100_000;

    private final Clock clock;

    /// By key the instants of the newest requests, oldest first, at most as many as the limit.
    private final Cache<String, ArrayDeque<Instant>> requests =
            Caffeine.newBuilder().maximumSize(KEYS_MAX).build();

    public LocalRequestLimits(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Admission> take(String key, int limit, Duration window) {
        return Mono.fromSupplier(() -> admit(key, limit, window));
    }

    /// Takes a request back that was admitted, since another refused it.
    public void giveBack(String key) {
        requests.asMap().computeIfPresent(key, (_, newest) -> {
            newest.pollLast();
            return newest;
        });
    }

    private Admission admit(String key, int limit, Duration window) {
        var admission = new AtomicReference<Admission>(new Admission.Admitted());
        requests.asMap().compute(key, (_, known) -> {
            var newest = known == null ? new ArrayDeque<Instant>() : known;
            admission.set(add(newest, clock.instant(), limit, window));
            return newest;
        });
        return Objects.requireNonNull(admission.get());
    }

    private static Admission add(ArrayDeque<Instant> newest, Instant now, int limit, Duration window) {
        while (!newest.isEmpty() && !now.isBefore(newest.getFirst().plus(window))) {
            newest.removeFirst();
        }
        if (newest.size() >= limit) {
            return new Admission.Refused(Duration.between(now, newest.getFirst().plus(window)));
        }
        newest.addLast(now);
        return new Admission.Admitted();
    }
}
