package dev.warfront.score.redis;

import dev.warfront.backends.BackendServer;
import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.redis.BoundedRedis;
import dev.warfront.score.Ledger;
import dev.warfront.score.LiveScores;
import io.lettuce.core.ClientOptions;
import java.time.Clock;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/// Live scores over the real Redis, for tests of other rooms too.
public final class ScoresOnRedis {
    private static final ReactiveStringRedisTemplate TEMPLATE = connected();

    private ScoresOnRedis() {}

    private static ReactiveStringRedisTemplate connected() {
        var options = ClientOptions.builder();
        BoundedRedis.configure(options); // as the program does
        var connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(
                        BackendServer.HOST, EmbeddedServers.shared().redis().port()),
                LettuceClientConfiguration.builder()
                        .clientOptions(options.build())
                        .build());
        connections.setEagerInitialization(true);
        connections.afterPropertiesSet();
        connections.start();
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
