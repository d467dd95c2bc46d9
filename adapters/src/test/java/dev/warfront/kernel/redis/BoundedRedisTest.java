package dev.warfront.kernel.redis;

import static dev.warfront.kernel.redis.BoundedRedis.COMMANDS_MAX;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/// What a Redis that is slow or away can hold of the program: no more commands than are stated, and no waits.
@Execution(ExecutionMode.CONCURRENT)
class BoundedRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final int MORE = 20;
    /// Which the driver allows itself beside those of the program.
    private static final int MAINTENANCE = 5;

    private final EmbeddedServers servers = EmbeddedServers.temporary();
    private final RedisServer server = servers.redis();
    private final NodeOnRedis node = new NodeOnRedis(server.port());

    @AfterEach
    void close() {
        node.close();
        servers.close();
    }

    @Test
    void givenARedisThatAnswersNothing_whatItsQueueDoesNotHoldIsRefusedAtOnce_untilItAnswers() {
        server.hang();
        var waiting = refusals("some-", COMMANDS_MAX + MAINTENANCE).subscribe();

        StepVerifier.create(refusals("more-", MORE).count())
                .expectNext((long) MORE)
                .expectComplete()
                .verify(PATIENCE);
        // who gives up waiting gives no place back
        waiting.dispose();
        StepVerifier.create(refusals("more-", MORE).count())
                .expectNext((long) MORE)
                .expectComplete()
                .verify(PATIENCE);

        server.goOn();
        StepVerifier.create(untilTaken("after"))
                .expectNext(true)
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(stored("more-*")).expectNext(0L).expectComplete().verify(PATIENCE);
    }

    @Test
    void givenNoConnection_commandsAreRefusedAtOnce_andNoneIsDoneWhenItIsBack() {
        server.stop();
        StepVerifier.create(set("probe").repeat())
                .thenConsumeWhile(_ -> true)
                .expectError(DataAccessException.class)
                .verify(PATIENCE);

        StepVerifier.create(refusals("lost-", 2 * COMMANDS_MAX).count())
                .expectNext(2L * COMMANDS_MAX)
                .expectComplete()
                .verify(PATIENCE);

        server.start();
        StepVerifier.create(untilTaken("after"))
                .expectNext(true)
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(stored("*")).expectNext(1L).expectComplete().verify(PATIENCE);
    }

    /// Those of so many commands that are refused, not those that wait in vain.
    private Flux<DataAccessException> refusals(String key, int commands) {
        return Flux.range(0, commands)
                .flatMap(
                        number -> set(key + number)
                                .then(Mono.<DataAccessException>empty())
                                .onErrorResume(QueryTimeoutException.class, _ -> Mono.empty())
                                .onErrorResume(DataAccessException.class, Mono::just),
                        commands);
    }

    private Mono<Boolean> set(String key) {
        return node.template().opsForValue().set(key, "x");
    }

    private Mono<Boolean> untilTaken(String key) {
        return set(key).retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN));
    }

    private Mono<Long> stored(String keys) {
        return node.template().keys(keys).count();
    }
}
