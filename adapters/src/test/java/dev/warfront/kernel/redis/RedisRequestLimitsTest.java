package dev.warfront.kernel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.RequestLimits;
import dev.warfront.kernel.RequestLimits.Admission;
import dev.warfront.kernel.cache.LocalRequestLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;

/// Requests counted in the real Redis, by two nodes, and without any Redis.
class RedisRequestLimitsTest extends CountedOnRedis {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void givenTwoNodes_theyCountTogether() {
        var one = on(REDIS);
        var other = on(REDIS);

        assertThat(take(one, 6, key)).hasOnlyElementsOfType(Admission.Admitted.class);
        assertThat(take(other, 4, key)).hasOnlyElementsOfType(Admission.Admitted.class);

        assertThat(take(other, 1, key).getFirst())
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.pause()).isBetween(Duration.ofMinutes(59), HOUR));
        assertThat(take(one, 1, UUID.randomUUID().toString())).hasOnlyElementsOfType(Admission.Admitted.class);
    }

    @Test
    void givenTheWindowIsOver_theRequestsInItCountNoMore() {
        var window = Duration.ofMillis(200);
        var limits = new RedisRequestLimits(new ReactiveStringRedisTemplate(REDIS), Clock.systemUTC());
        run(limits.take(key, 1, window));

        var waited = limits.take(key, 1, window)
                .repeatWhen(rounds -> rounds.delayElements(Duration.ofMillis(20)))
                .takeUntil(Admission.Admitted.class::isInstance)
                .collectList();

        assertThat(run(waited)).last().isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void givenNoRedis_theNodeCountsForItself() {
        var limits = on(NOWHERE);

        assertThat(take(limits, 10, key)).hasOnlyElementsOfType(Admission.Admitted.class);
        assertThat(take(limits, 1, key)).containsExactly(new Admission.Refused(HOUR));
        clock.advance(HOUR);
        assertThat(take(limits, 1, key)).hasOnlyElementsOfType(Admission.Admitted.class);
    }

    @Test
    void givenRedisForgetsInMidWindow_theNodeKnowsWhatItLetPass() {
        var limits = on(REDIS);
        take(limits, 10, key);

        EmbeddedServers.shared().redis().flush();

        assertThat(take(limits, 1, key)).containsExactly(new Admission.Refused(HOUR));
    }

    @Test
    void givenRedisRefused_theNodeHasCountedNothing() {
        var one = on(REDIS);
        var other = on(REDIS);
        take(one, 10, key);
        assertThat(take(other, 5, key)).hasOnlyElementsOfType(Admission.Refused.class);

        EmbeddedServers.shared().redis().flush();

        assertThat(take(other, 10, key)).hasOnlyElementsOfType(Admission.Admitted.class);
    }

    @Test
    void givenARedisThatHangs_theNodeCountsForItself() {
        var limits = on(REDIS);
        run(limits.take(key, 3, HOUR));

        EmbeddedServers.shared().redis().hang();
        try {
            assertThat(run(limits.take(key, 3, HOUR))).isEqualTo(new Admission.Admitted());
            assertThat(run(limits.take(key, 3, HOUR))).isEqualTo(new Admission.Admitted());
            assertThat(run(limits.take(key, 3, HOUR))).isEqualTo(new Admission.Refused(HOUR));
        } finally {
            EmbeddedServers.shared().redis().goOn();
        }
    }

    @Test
    void givenALocalCount_theOldestRequestOfTheWindowMakesRoom() {
        var limits = new LocalRequestLimits(clock);
        take(limits, 9, key);
        clock.advance(Duration.ofMinutes(50));
        take(limits, 1, key);

        assertThat(take(limits, 1, key)).containsExactly(new Admission.Refused(Duration.ofMinutes(10)));
        clock.advance(Duration.ofMinutes(10));
        assertThat(take(limits, 9, key)).hasOnlyElementsOfType(Admission.Admitted.class);
        assertThat(take(limits, 1, key)).containsExactly(new Admission.Refused(Duration.ofMinutes(50)));
    }

    private RedisRequestLimits on(LettuceConnectionFactory connections) {
        return new RedisRequestLimits(new ReactiveStringRedisTemplate(connections), clock);
    }

    private static List<Admission> take(RequestLimits limits, int times, String key) {
        return run(
                Flux.range(0, times).concatMap(_ -> limits.take(key, 10, HOUR)).collectList());
    }
}
