package dev.warfront.kernel.redis;

import dev.warfront.kernel.RequestLimits;
import dev.warfront.kernel.cache.LocalRequestLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Counts in Redis, by its clock: a list of the instants of the newest requests of each key. The exact count costs no
/// more than a bucket, since limits of commands are small. Each node counts beside it what it let pass, refuses
/// by its own count what it need not ask about, and goes on by that alone while Redis cannot be asked.
@Component
public final class RedisRequestLimits implements RequestLimits {
    private static final Logger log = LoggerFactory.getLogger(RedisRequestLimits.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /// Answers 0 when one was taken, else the milliseconds until the next one may be.
    private static final RedisScript<Long> TAKE = RedisScript.of("""
            local time = redis.call('time')
            local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
            local limit = tonumber(ARGV[1])
            local window = tonumber(ARGV[2])
            local oldest = redis.call('lindex', KEYS[1], -limit)
            if oldest and tonumber(oldest) + window > now then return tonumber(oldest) + window - now end
            redis.call('rpush', KEYS[1], string.format('%.0f', now))
            redis.call('ltrim', KEYS[1], -limit, -1)
            redis.call('pexpire', KEYS[1], window)
            return 0""", Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final LocalRequestLimits local;

    public RedisRequestLimits(ReactiveStringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.local = new LocalRequestLimits(clock);
    }

    @Override
    public Mono<Admission> take(String key, int limit, Duration window) {
        return local.take(key, limit, window)
                .flatMap(own -> own instanceof Admission.Refused ? Mono.just(own) : admitted(key, limit, window));
    }

    /// What this node has admitted and counted; what the others together refuse counts nowhere.
    private Mono<Admission> admitted(String key, int limit, Duration window) {
        return shared(key, limit, window)
                .doOnNext(shared -> {
                    if (shared instanceof Admission.Refused) {
                        local.giveBack(key);
                    }
                })
                .onErrorResume(trouble -> {
                    log.warn("requests are limited by this node alone: {}", trouble.toString());
                    return Mono.just(new Admission.Admitted());
                });
    }

    private Mono<Admission> shared(String key, int limit, Duration window) {
        return redis.execute(
                        TAKE,
                        List.of("request-limit:{" + key + "}"),
                        List.of(Integer.toString(limit), Long.toString(window.toMillis())))
                .next()
                .timeout(PATIENCE)
                .map(wait -> wait > 0 ? new Admission.Refused(Duration.ofMillis(wait)) : new Admission.Admitted());
    }
}
