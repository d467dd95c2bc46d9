package dev.warfront.score.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.WarScoreChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

/// How often changes are sent, by a clock that is wound by hand. Whether they arrive, {@link LiveFramesTest} says.
@Isolated("the clock of all schedulers is its own")
class LiveFramesRateTest {
    private static final Duration PERIOD = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final Listeners redis = new Listeners();
    private final RedisLiveFrames frames = new RedisLiveFrames(
            redis, WireJson.jsonMapper(), new ScoreStreamRules(50, 50, 1_000, 300), new SimpleMeterRegistry());
    private final Disposable publishing = frames.run().subscribe();
    private final WarId war = new WarId(UUID.randomUUID());
    private long seq;

    @AfterEach
    void end() {
        publishing.dispose();
        frames.destroy();
        VirtualTimeScheduler.reset();
    }

    @Test
    void givenListeners_aChangeIsSentEveryPeriod() {
        redis.listeners = 1;

        change();
        for (var i = 0; i < 10; i++) {
            change();
            time.advanceTimeBy(PERIOD);
        }

        assertThat(redis.sent).hasSize(11);
    }

    @Test
    void givenNobodyListens_oneIsSentASecond_withEverythingInIt() {
        change();
        for (var i = 0; i < 49; i++) {
            change();
            time.advanceTimeBy(PERIOD);
        }
        assertThat(redis.sent).hasSize(1);

        time.advanceTimeBy(PERIOD);

        assertThat(redis.sent).hasSize(2);
        assertThat(redis.sent.getLast().path("prev_seq").asLong()).isEqualTo(1);
        assertThat(redis.sent.getLast().path("last_seq").asLong()).isEqualTo(50);
    }

    @Test
    void givenSomebodyBeginsToListen_theFullRateIsBackWithTheNextChange() {
        change();
        change();
        redis.listeners = 1;
        for (var i = 0; i < 50; i++) {
            time.advanceTimeBy(PERIOD);
        }
        assertThat(redis.sent).hasSize(2);

        change();
        time.advanceTimeBy(PERIOD);

        assertThat(redis.sent).hasSize(3);
    }

    private void change() {
        var before = seq++;
        frames.push(List.of(new WarScoreChange(war, 1, seq, before, Map.of(), List.of(), List.of(), Instant.EPOCH)))
                .block(PATIENCE);
        time.advanceTime();
    }

    /// Says how many listen, and keeps what was sent to them.
    private static final class Listeners extends ReactiveStringRedisTemplate {
        private final List<JsonNode> sent = new ArrayList<>();
        private long listeners;

        Listeners() {
            super(ScoresOnRedis.template().getConnectionFactory());
        }

        @Override
        public Mono<Long> convertAndSend(String channel, String message) {
            sent.add(WireJson.jsonMapper().readTree(message));
            return Mono.just(listeners);
        }
    }
}
