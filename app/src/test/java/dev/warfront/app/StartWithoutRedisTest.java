package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.BackendServer;
import dev.warfront.backends.EmbeddedServers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Redis may be away when the program starts.
class StartWithoutRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofMillis(50);

    @Test
    void givenNoRedisAtTheStart_theProgramAnswers_andReachesItOnceItIsThere() {
        try (var servers = EmbeddedServers.temporary()) {
            var redis = servers.redis();
            redis.stop();
            try (var program = new RunningProgram(
                    "--spring.data.redis.host=" + BackendServer.HOST, "--spring.data.redis.port=" + redis.port())) {
                program.client()
                        .get()
                        .uri("/api/v1/clan-wars/" + UUID.randomUUID())
                        .exchange()
                        .expectStatus()
                        .isNotFound();

                redis.start();

                assertThat(pong(program.get(ReactiveRedisConnectionFactory.class)))
                        .isEqualTo("PONG");
            }
        }
    }

    private static String pong(ReactiveRedisConnectionFactory connections) {
        return Mono.usingWhen(
                        Mono.fromSupplier(connections::getReactiveConnection),
                        ReactiveRedisConnection::ping,
                        ReactiveRedisConnection::closeLater)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }
}
