package dev.warfront.war.redis;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.ClanId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/// Attempts to declare, counted in the real Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisDeclarationRateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private final LettuceConnectionFactory connections = new LettuceConnectionFactory(
            "127.0.0.1", EmbeddedServers.shared().redis().port());

    @BeforeAll
    void connect() {
        connections.afterPropertiesSet();
        connections.start();
    }

    @AfterAll
    void disconnect() {
        connections.destroy();
    }

    @Test
    void theAttemptAfterTheLastAllowed_waitsForTheHourToEnd() {
        var rate = new RedisDeclarationRate(new ReactiveStringRedisTemplate(connections));
        var clan = new ClanId(UUID.randomUUID());

        StepVerifier.create(Flux.range(0, 10).concatMap(_ -> rate.attempt(clan, 10, NOW)))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(rate.attempt(clan, 10, NOW))
                .expectNextMatches(retryAt -> retryAt.isAfter(NOW.plus(Duration.ofMinutes(59)))
                        && !retryAt.isAfter(NOW.plus(Duration.ofMinutes(60))))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(rate.attempt(new ClanId(UUID.randomUUID()), 10, NOW))
                .expectComplete()
                .verify(PATIENCE);
    }
}
