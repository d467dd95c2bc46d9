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
            try (var updates = new ReceivedUpdates(watched.watchWar(war))) {
                updates.await(ScoreUpdate.Disconnected.class);
                server.start();
                updates.await(ScoreUpdate.Connected.class);
            }
            hears(watched);
        }
    }

    @Test
    void givenAChannelThatIsLeftWithoutRedis_itIsNotListenedToWhenRedisIsBack() {
        var server = EmbeddedServers.shared().redis();
        var left = new WarId(UUID.randomUUID());
        var watched = watched(redis.getConnectionFactory());

        try (var updates = new ReceivedUpdates(watched.watchWar(war))) {
            updates.await(ScoreUpdate.Connected.class);
            try (var leaving = new ReceivedUpdates(watched.watchWar(left))) {
                leaving.await(ScoreUpdate.Connected.class);
                server.stop();
                leaving.await(ScoreUpdate.Disconnected.class);
            }
            updates.await(ScoreUpdate.Disconnected.class);
            server.start();
            updates.await(ScoreUpdate.Connected.class);

            assertListenedTo(war, left);
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
