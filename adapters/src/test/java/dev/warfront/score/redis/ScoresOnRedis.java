package dev.warfront.score.redis;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.redis.NodeOnRedis;
import dev.warfront.score.Ledger;
import dev.warfront.score.LiveScores;
import java.time.Clock;
import java.time.Duration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/// Live scores over the real Redis, for tests of other rooms too.
public final class ScoresOnRedis {
    private static final ReactiveStringRedisTemplate TEMPLATE = connected();

    private ScoresOnRedis() {}

    private static ReactiveStringRedisTemplate connected() {
        var connections = NodeOnRedis.lettuce(EmbeddedServers.shared().redis().port());
        connections.initConnection();
        return new ReactiveStringRedisTemplate(connections);
    }

    public static ReactiveStringRedisTemplate template() {
        return TEMPLATE;
    }

    /// Somebody reads the live counters of the war, for so long.
    public static void watch(WarId war, Duration expiry) {
        TEMPLATE.opsForValue().set(WatchedWars.key(war), "test", expiry).block(expiry);
    }

    public static LiveScores liveScores(Ledger ledger) {
        return new RedisLiveScores(TEMPLATE, ledger, Clock.systemUTC());
    }
}
