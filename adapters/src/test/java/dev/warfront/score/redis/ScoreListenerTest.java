package dev.warfront.score.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.redis.NodeOnRedis;
import dev.warfront.score.ScoreUpdate;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/// The one listener of a node when the real Redis, or the way to it, fails.
class ScoreListenerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOBODY_LISTENS = 1;

    private final WarId war = new WarId(UUID.randomUUID());
    private final ReactiveStringRedisTemplate redis = ScoresOnRedis.template();

    @AfterEach
    void everyServerIsUp() {
        EmbeddedServers.shared().redis().start();
    }

    @Test
    void givenAListenerThatCannotConnect_theNextOneIsAnother() {
        var nowhere = NodeOnRedis.lettuce(NOBODY_LISTENS);
        nowhere.setShareNativeConnection(false);
        var watched = watched(new FirstElsewhere(nowhere, redis.getConnectionFactory()));

        hears(watched);

        nowhere.destroy();
    }

    @Test
    void givenANodeThatStartsWithoutRedis_itHearsOfChangesOnceItIsThere() {
        var server = EmbeddedServers.shared().redis();
        server.stop();
        try (var node = new NodeOnRedis(server.port())) {
            var watched = new RedisScoreUpdates(node.connections(), node.template(), WireJson.jsonMapper());

            watched.watchWar(war)
                    .as(StepVerifier::create)
                    .expectNext(new ScoreUpdate.Disconnected())
                    .then(server::start)
                    .thenConsumeWhile(ScoreUpdate.Disconnected.class::isInstance)
                    .expectNext(new ScoreUpdate.Connected())
                    .thenCancel()
                    .verify(PATIENCE);
            hears(watched);
        }
    }

    @Test
    void givenAChannelThatIsLeftWithoutRedis_itIsNotListenedToWhenRedisIsBack() {
        var server = EmbeddedServers.shared().redis();
        var left = new WarId(UUID.randomUUID());
        var watched = watched(redis.getConnectionFactory());

        var updates = new LinkedBlockingQueue<ScoreUpdate>();
        var watching = watched.watchWar(war).subscribe(updates::add);
        await(updates, ScoreUpdate.Connected.class);
        connected(watched.watchWar(left))
                .as(StepVerifier::create)
                .expectNext(new ScoreUpdate.Connected())
                .then(server::stop)
                .thenConsumeWhile(ScoreUpdate.Connected.class::isInstance)
                .expectNext(new ScoreUpdate.Disconnected())
                .thenCancel()
                .verify(PATIENCE);
        await(updates, ScoreUpdate.Disconnected.class);
        server.start();
        await(updates, ScoreUpdate.Connected.class);

        assertListenedTo(war, left);
        watching.dispose();
    }

    /// By the test's own thread: a receiver's thread that waited would keep what it waits for from coming.
    private static void await(BlockingQueue<ScoreUpdate> updates, Class<? extends ScoreUpdate> kind) {
        @Nullable ScoreUpdate next;
        do {
            next = poll(updates);
            assertThat(next).as(kind.getSimpleName()).isNotNull();
        } while (!kind.isInstance(next));
    }

    private static @Nullable ScoreUpdate poll(BlockingQueue<ScoreUpdate> updates) {
        try {
            return updates.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void assertListenedTo(WarId one, WarId notTheOther) {
        assertThat(listenersOf(notTheOther)).isZero();
        assertThat(listenersOf(one)).isOne();
    }

    private RedisScoreUpdates watched(ReactiveRedisConnectionFactory connections) {
        return new RedisScoreUpdates(connections, redis, WireJson.jsonMapper());
    }

    /// A message that is no change has its reader look at the store.
    private void hears(RedisScoreUpdates watched) {
        connected(watched.watchWar(war))
                .as(StepVerifier::create)
                .expectNext(new ScoreUpdate.Connected())
                .then(() -> assertThat(listenersOf(war)).isOne())
                .expectNext(new ScoreUpdate.Connected())
                .thenCancel()
                .verify(PATIENCE);
    }

    /// From the first connection on.
    private static Flux<ScoreUpdate> connected(Flux<ScoreUpdate> updates) {
        return updates.skipWhile(ScoreUpdate.Disconnected.class::isInstance);
    }

    /// How many got a message.
    private long listenersOf(WarId id) {
        return Objects.requireNonNull(
                redis.convertAndSend(ScoreChannels.of(id), "nothing").block(PATIENCE));
    }

    /// Leads to a place where nobody answers, and from the second time on to Redis.
    private static final class FirstElsewhere implements ReactiveRedisConnectionFactory {
        private final ReactiveRedisConnectionFactory there;
        private ReactiveRedisConnectionFactory next;

        FirstElsewhere(LettuceConnectionFactory elsewhere, ReactiveRedisConnectionFactory there) {
            this.next = elsewhere;
            this.there = there;
        }

        @Override
        public synchronized ReactiveRedisConnection getReactiveConnection() {
            var connection = next.getReactiveConnection();
            next = there;
            return connection;
        }

        @Override
        public ReactiveRedisClusterConnection getReactiveClusterConnection() {
            return there.getReactiveClusterConnection();
        }

        @Override
        public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
            return there.translateExceptionIfPossible(failure);
        }
    }
}
