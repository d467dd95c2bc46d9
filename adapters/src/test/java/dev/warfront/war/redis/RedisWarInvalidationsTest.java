package dev.warfront.war.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.HotView;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.redis.NodeOnRedis;
import dev.warfront.score.redis.ScoresOnRedis;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarView;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/// What one node changes another forgets, over the real Redis.
class RedisWarInvalidationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofMillis(20);

    private final Forgetting others = new Forgetting();
    private final RedisWarInvalidations here = new RedisWarInvalidations(ScoresOnRedis.template(), new Forgetting());
    private final RedisWarInvalidations there = new RedisWarInvalidations(ScoresOnRedis.template(), others);
    private final Disposable running = Flux.merge(here.run(), there.run()).subscribe();

    @AfterEach
    void stop() {
        running.dispose();
        EmbeddedServers.shared().redis().start();
    }

    @Test
    void givenAChangedWar_otherNodesForgetIt() {
        forgottenThere(new WarId(UUID.randomUUID()));
    }

    @Test
    void givenGarbageOnTheChannel_listeningGoesOn() {
        forgottenThere(new WarId(UUID.randomUUID()));

        ScoresOnRedis.template()
                .convertAndSend(RedisWarInvalidations.CHANNEL, "nonsense")
                .block(PATIENCE);

        forgottenThere(new WarId(UUID.randomUUID()));
    }

    @Test
    void givenRedisGoesAndComesBack_whatIsChangedThenIsForgottenAgain() {
        var redis = EmbeddedServers.shared().redis();
        forgottenThere(new WarId(UUID.randomUUID()));

        redis.stop();
        here.changed(new WarId(UUID.randomUUID()));
        redis.start();

        forgottenThere(new WarId(UUID.randomUUID()));
    }

    @Test
    void givenANodeThatStartsWithoutRedis_itForgetsWhatIsChangedOnceItIsThere() {
        var redis = EmbeddedServers.shared().redis();
        var forgetting = new Forgetting();
        redis.stop();
        try (var node = new NodeOnRedis(redis.port())) {
            var late = new RedisWarInvalidations(node.template(), forgetting);
            var lateRunning = late.run().subscribe();

            redis.start();

            forgotten(forgetting, new WarId(UUID.randomUUID()));
            lateRunning.dispose();
        }
    }

    private void forgottenThere(WarId war) {
        forgotten(others, war);
    }

    /// Told until it is heard: whoever does not listen yet misses it.
    private void forgotten(Forgetting by, WarId war) {
        Flux.interval(Duration.ZERO, AGAIN)
                .onBackpressureDrop()
                .doOnNext(_ -> here.changed(war))
                .takeUntil(_ -> by.wars.contains(war))
                .blockLast(PATIENCE);

        assertThat(by.wars).contains(war);
    }

    private static final class Forgetting implements HotWars {
        private final Set<WarId> wars = ConcurrentHashMap.newKeySet();

        @Override
        public void forget(WarId war) {
            wars.add(war);
        }

        @Override
        public HotView<WarId, WarView> wars() {
            throw new UnsupportedOperationException("only forgets");
        }

        @Override
        public HotView<WarId, WarScore> scores() {
            throw new UnsupportedOperationException("only forgets");
        }

        @Override
        public HotView<WarId, Scoreboard.Stats> stats() {
            throw new UnsupportedOperationException("only forgets");
        }

        @Override
        public void scored(
                WarId war,
                Function<WarScore, @Nullable WarScore> score,
                Function<Scoreboard.Stats, Scoreboard.@Nullable Stats> stats) {}
    }
}
