package dev.warfront.kernel.redis;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Mono;

/// What nodes count in the real Redis, or alone where there is none.
abstract class CountedOnRedis {
    private static final int NOBODY_LISTENS = 1;
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final LettuceConnectionFactory REDIS =
            connections(EmbeddedServers.shared().redis().port());
    static final LettuceConnectionFactory NOWHERE = connections(NOBODY_LISTENS);

    final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void connect() {
        REDIS.start();
        NOWHERE.start();
    }

    @AfterAll
    static void disconnect() {
        REDIS.stop();
        NOWHERE.stop();
    }

    static <T> T run(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    private static LettuceConnectionFactory connections(int port) {
        var connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.afterPropertiesSet();
        return connections;
    }
}
