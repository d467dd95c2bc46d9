package dev.warfront.kernel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.TokenBuckets.Taken;
import dev.warfront.kernel.cache.ClockTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Buckets that two nodes share in the real Redis, and what a node does without it. The nodes' own clock stands unless
/// it is moved, that of Redis goes on: the rates are so slow that no token comes back meanwhile.
class RedisTokenBucketsTest extends CountedOnRedis {
    private static final Rate THOUSAND = new Rate(1, Duration.ofHours(1), 1_000);
    private static final Rate ALONE = new Rate(1, Duration.ofHours(1), 3);

    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void givenTwoNodesThatAreFlooded_theyAdmitTogetherWhatOneBucketHolds() {
        var one = on(REDIS);
        var other = on(REDIS);

        var admitted = run(
                Flux.merge(flood(one), flood(other)).filter(Taken::isAdmitted).count());

        assertThat(admitted).isBetween(950L, 1_000L);
    }

    @Test
    void givenNodesThatTakeTurns_whatOneDidNotUseTheOtherGets() {
        var one = on(REDIS);
        var other = on(REDIS);
        var admitted = 0L;

        for (var turn = 0; turn < 200; turn++) {
            admitted += admitted(run(Flux.range(0, 1 + turn % 20)
                    .concatMap(_ -> one.take(key, THOUSAND, ALONE))
                    .collectList()));
            admitted += admitted(List.of(run(other.take(key, THOUSAND, ALONE))));
            clock.advance(Lease.LENGTH);
        }

        assertThat(admitted).isBetween(950L, 1_000L);
    }

    @Test
    void givenABusyCaller_eachTenthOfASecondCostsOneQuestion() {
        var node = on(REDIS);
        take(node, 20);
        clock.advance(Lease.LENGTH);
        take(node, 20);
        questions.set(0);

        for (var tenth = 0; tenth < 10; tenth++) {
            clock.advance(Lease.LENGTH);
            assertThat(take(node, 20)).allMatch(Taken::isAdmitted);
        }

        assertThat(questions).hasValue(10);
    }

    @Test
    void givenAnEmptyBucket_theNodeRefusesWithoutAsking_andSaysForHowLong() {
        var node = on(REDIS);
        take(node, 1_001);
        questions.set(0);

        assertThat(take(node, 100))
                .noneMatch(Taken::isAdmitted)
                .allSatisfy(taken -> assertThat(taken.pause()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));

        assertThat(questions).hasValue(0);
    }

    /// As after the fall of a master whose clock was ahead.
    @Test
    void givenAClockThatWasSetBack_aBucketIsNoEmptierThanEmpty() {
        var ahead = Instant.now().plus(Duration.ofDays(100));
        run(new ReactiveStringRedisTemplate(REDIS)
                .opsForValue()
                .set("rate:{" + key + "}", Long.toString(ahead.toEpochMilli() * 1_000)));

        assertThat(take(on(REDIS), 1))
                .noneMatch(Taken::isAdmitted)
                .allSatisfy(taken -> assertThat(taken.pause()).isLessThanOrEqualTo(Duration.ofHours(1)));
    }

    @Test
    void givenTokensThatComeBack_theyAreAdmitted() {
        var node = new RedisTokenBuckets(counting(REDIS), System::nanoTime, PATIENCE);
        var quick = new Rate(100, Duration.ofSeconds(1), 5);
        run(Flux.range(0, 6).concatMap(_ -> node.take(key, quick, ALONE)).then(Mono.just(true)));

        var again = node.take(key, quick, ALONE)
                .repeatWhen(rounds -> rounds.delayElements(Duration.ofMillis(20)))
                .takeUntil(Taken::isAdmitted)
                .last();

        assertThat(run(again).isAdmitted()).isTrue();
    }

    @Test
    void givenManyAtOnce_nobodyGetsATokenThatIsNotThere() {
        var node = on(REDIS);

        var admitted = run(Flux.range(0, 3_000)
                .flatMap(_ -> node.take(key, THOUSAND, ALONE), 3_000)
                .filter(Taken::isAdmitted)
                .count());

        assertThat(admitted).isEqualTo(1_000);
    }

    @Test
    void givenNoRedis_theNodeAdmitsWhatItMayAlone_andDoesNotAskEachTime() {
        var node = on(NOWHERE);

        assertThat(admitted(take(node, 50))).isEqualTo(3);

        assertThat(questions).hasValue(3);
    }

    @Test
    void givenARedisThatHangs_theNodeGoesOnAlone_andAsksAgainWhenItIsBack() {
        var node = new RedisTokenBuckets(counting(REDIS), new ClockTicker(clock), Duration.ofSeconds(2));
        take(node, 10);
        clock.advance(Lease.LENGTH);

        EmbeddedServers.shared().redis().hang();
        try {
            assertThat(admitted(take(node, 50))).isEqualTo(3);
        } finally {
            EmbeddedServers.shared().redis().goOn();
        }
        assertThat(admitted(take(node, 50))).isZero();
        clock.advance(Duration.ofSeconds(1));

        assertThat(admitted(take(node, 50))).isEqualTo(50);
    }

    private Flux<Taken> flood(RedisTokenBuckets node) {
        return Flux.range(0, 4_000).concatMap(_ -> node.take(key, THOUSAND, ALONE));
    }

    private List<Taken> take(RedisTokenBuckets node, int times) {
        return run(Flux.range(0, times)
                .concatMap(_ -> node.take(key, THOUSAND, ALONE))
                .collectList());
    }

    private static long admitted(List<Taken> taken) {
        return taken.stream().filter(Taken::isAdmitted).count();
    }

    private RedisTokenBuckets on(LettuceConnectionFactory connections) {
        return new RedisTokenBuckets(counting(connections), new ClockTicker(clock), PATIENCE);
    }

    private ReactiveStringRedisTemplate counting(LettuceConnectionFactory connections) {
        return new ReactiveStringRedisTemplate(connections) {
            @Override
            public <T> Flux<T> execute(RedisScript<T> script, List<String> keys, List<?> args) {
                questions.incrementAndGet();
                return super.execute(script, keys, args);
            }
        };
    }
}
