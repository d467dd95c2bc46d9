package dev.warfront.war.redis;

import dev.warfront.kernel.ClanId;
import dev.warfront.war.DeclarationRate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Counts the attempts of a clan in windows of an hour, shared by all nodes. Losing the count lets a few attempts more
/// through, so where Redis cannot be asked the attempt is allowed.
@Component
final class RedisDeclarationRate implements DeclarationRate {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeclarationRate.class);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /// Answers 0 when allowed, else the milliseconds until the window is over.
    private static final RedisScript<Long> ATTEMPT = RedisScript.of("""
            local attempts = redis.call('incr', KEYS[1])
            if attempts == 1 then redis.call('pexpire', KEYS[1], ARGV[2]) end
            if attempts <= tonumber(ARGV[1]) then return 0 end
            return math.max(1, redis.call('pttl', KEYS[1]))""", Long.class);

    private final ReactiveStringRedisTemplate redis;

    RedisDeclarationRate(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Mono<Instant> attempt(ClanId clan, int perHour, Instant now) {
        return redis.execute(
                        ATTEMPT,
                        List.of("war:declare-rate:{" + clan.value() + "}"),
                        List.of(Integer.toString(perHour), Long.toString(WINDOW.toMillis())))
                .next()
                .timeout(PATIENCE)
                .onErrorResume(trouble -> {
                    LOG.warn("declarations of clan {} are not limited: {}", clan.value(), trouble.toString());
                    return Mono.just(0L);
                })
                .filter(wait -> wait > 0)
                .map(now::plusMillis);
    }
}
