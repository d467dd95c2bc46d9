package dev.warfront.kernel.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.TokenBuckets;
import dev.warfront.kernel.cache.LocalBuckets;
import dev.warfront.kernel.netty.DeadlineWheel;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Buckets in Redis, by its clock. A node takes what it is being asked for and answers from that for a tenth
/// of a second, so that a busy caller costs one question to Redis in that time; what it has not used it gives
/// back with the next. A question that Redis does not answer in time this node answers with what it may admit
/// alone; after some in a row nobody asks for a second.
/// Source: docs/adr/0024-token-buckets-in-leases.md.
@Component
public final class RedisTokenBuckets implements TokenBuckets {
    private static final Logger log = LoggerFactory.getLogger(RedisTokenBuckets.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final int KEYS_MAX = 100_000;
    private static final long NANOS_PER_MICRO = 1_000;

    /// Keeps in microseconds when the bucket is full again. Answers what it grants, what is left, and the microseconds
    /// until it has one more. A clock that was set back finds no bucket emptier than empty.
    @SuppressWarnings("rawtypes") // the answer's class
    private static final RedisScript<List> TAKE = RedisScript.of("""
            local time = redis.call('time')
            local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
            local interval = tonumber(ARGV[1])
            local window = interval * tonumber(ARGV[2])
            local stored = math.min(tonumber(redis.call('get', KEYS[1]) or now), now + window)
            local full = math.max(now, stored - interval * tonumber(ARGV[4]))
            local room = math.max(0, math.floor((now + window - full) / interval))
            local granted = math.min(tonumber(ARGV[3]), room)
            full = full + granted * interval
            if full > now then
              redis.call('set', KEYS[1], string.format('%.0f', full), 'px', math.ceil((full - now) / 1000))
            end
            return {granted, room - granted, math.max(0, full + interval - window - now)}""", List.class);

    private final ReactiveStringRedisTemplate redis;
    private final Ticker ticker;
    private final Duration patience;
    private final LocalBuckets own;
    private final Cache<String, Lease> leases =
            Caffeine.newBuilder().maximumSize(KEYS_MAX).build();
    private final CircuitBreaker breaker;

    @Autowired
    public RedisTokenBuckets(ReactiveStringRedisTemplate redis, Ticker ticker) {
        this(redis, ticker, PATIENCE);
    }

    RedisTokenBuckets(ReactiveStringRedisTemplate redis, Ticker ticker, Duration patience) {
        this.redis = redis;
        this.ticker = ticker;
        this.patience = patience;
        this.own = new LocalBuckets(ticker);
        this.breaker = new CircuitBreaker(ticker.read());
    }

    @Override
    public Mono<Taken> take(String key, Rate rate, Rate alone) {
        return Mono.defer(() -> {
            if (breaker.isOpen(ticker.read())) {
                return Mono.just(own.takeNow(key, alone));
            }
            var lease = leases.get(key, _ -> new Lease(ticker.read()));
            lease.ask();
            return taken(lease, key, rate).onErrorResume(_ -> Mono.just(own.takeNow(key, alone)));
        });
    }

    /// Several may wait for the same renewal, and not all find a token in it; then it was asked for too few.
    private Mono<Taken> taken(Lease lease, String key, Rate rate) {
        return Mono.defer(() -> {
            var taken = lease.take(ticker.read());
            return taken == null
                    ? lease.renewed(() -> renewal(lease, key, rate)).then(taken(lease, key, rate))
                    : Mono.just(taken);
        });
    }

    private Mono<Void> renewal(Lease lease, String key, Rate rate) {
        var askedAt = ticker.read();
        var wish = lease.wish(askedAt, rate.burst());
        var answered = redis.execute(
                        TAKE,
                        List.of("rate:{" + key + "}"),
                        List.of(
                                Long.toString(rate.interval() / NANOS_PER_MICRO),
                                Integer.toString(rate.burst()),
                                Integer.toString(wish.tokens()),
                                Integer.toString(wish.unused())))
                .single();
        return DeadlineWheel.within(patience, answered)
                .doOnNext(answer -> {
                    breaker.succeeded();
                    lease.renew(
                            ticker.read(),
                            (int) number(answer, 0),
                            wish,
                            (int) number(answer, 1),
                            Duration.ofNanos(number(answer, 2) * NANOS_PER_MICRO));
                })
                .doOnError(trouble -> {
                    lease.fail();
                    count(trouble, askedAt);
                })
                .then();
    }

    private static long number(List<?> answer, int index) {
        return ((Number) answer.get(index)).longValue();
    }

    private void count(Throwable trouble, long askedAt) {
        if (breaker.failed(askedAt, ticker.read())) {
            log.warn("rates are limited by this node alone: {}", trouble.toString());
        }
    }
}
