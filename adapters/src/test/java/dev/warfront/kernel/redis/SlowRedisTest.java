package dev.warfront.kernel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.TokenBuckets.Taken;
import dev.warfront.kernel.cache.ClockTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// What a node does of a Redis that answers some questions late or not at all. Each question is of another
/// key, so that no lease answers it.
class SlowRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HICCUP = Duration.ofMillis(250);
    private static final Rate RATE = new Rate(1, Duration.ofHours(1), 1_000);
    private static final Rate ALONE = new Rate(1, Duration.ofHours(1), 3);
    private static final Taken BY_REDIS = Taken.admitted(900);
    private static final Taken BY_THE_NODE = Taken.admitted(2);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final ScriptedRedis redis = new ScriptedRedis();
    private final RedisTokenBuckets node = new RedisTokenBuckets(redis, new ClockTicker(clock));

    enum Answer {
        GRANTED,
        LATE,
        REFUSED;

        Flux<List<Long>> toQuestion() {
            return switch (this) {
                case GRANTED -> Flux.just(List.of(1L, 900L, 0L));
                case LATE -> Flux.never();
                case REFUSED -> Flux.error(refusal());
            };
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LATE", "REFUSED"})
    void givenSomeQuestionsInTrouble_theNodeAnswersThese_andRedisTheOthers(Answer trouble) {
        redis.script(trouble, trouble, Answer.GRANTED, trouble, trouble, Answer.GRANTED);

        assertThat(take(6)).containsExactly(BY_THE_NODE, BY_THE_NODE, BY_REDIS, BY_THE_NODE, BY_THE_NODE, BY_REDIS);
        assertThat(redis.questions).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(names = {"LATE", "REFUSED"})
    void givenThreeInARow_nobodyAsksForASecond_andThenOneMoreSuffices(Answer trouble) {
        redis.script(trouble, trouble, trouble, trouble);
        take(3);

        assertThat(take(20)).containsOnly(BY_THE_NODE);
        assertThat(redis.questions).isEqualTo(3);

        clock.advance(Duration.ofSeconds(1));
        assertThat(take(20)).containsOnly(BY_THE_NODE);
        assertThat(redis.questions).isEqualTo(4);

        clock.advance(Duration.ofSeconds(1));
        assertThat(take(20)).containsOnly(BY_REDIS);
    }

    /// As when Redis stands still for a moment.
    @Test
    void givenManyInTroubleTogether_theyCountAsOne() {
        var patient = new RedisTokenBuckets(redis, new ClockTicker(clock), PATIENCE);
        var answers =
                IntStream.range(0, 20).mapToObj(_ -> Sinks.<List<Long>>one()).toList();
        answers.forEach(answer -> redis.script.add(answer.asMono().flux()));
        var taken = new ArrayList<Taken>();
        answers.forEach(_ -> once(patient).subscribe(taken::add));

        clock.advance(HICCUP);
        answers.forEach(answer -> answer.tryEmitError(refusal()).orThrow());

        assertThat(taken).hasSize(20).containsOnly(BY_THE_NODE);
        assertThat(once(patient).block(PATIENCE)).isEqualTo(BY_REDIS);
    }

    private static RuntimeException refusal() {
        return new RedisConnectionFailureException("of the script");
    }

    private List<Taken> take(int times) {
        return Objects.requireNonNull(
                Flux.range(0, times).concatMap(_ -> once(node)).collectList().block(PATIENCE));
    }

    private static Mono<Taken> once(RedisTokenBuckets node) {
        return node.take(UUID.randomUUID().toString(), RATE, ALONE);
    }

    /// Grants what it is asked for where the script says nothing else.
    private static final class ScriptedRedis extends ReactiveStringRedisTemplate {
        private final Queue<Flux<List<Long>>> script = new ArrayDeque<>();
        private int questions;

        ScriptedRedis() {
            super(new LettuceConnectionFactory());
        }

        void script(Answer... answers) {
            Arrays.stream(answers).map(Answer::toQuestion).forEach(script::add);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Flux<T> execute(RedisScript<T> script, List<String> keys, List<?> args) {
            questions++;
            return (Flux<T>) Objects.requireNonNullElseGet(this.script.poll(), Answer.GRANTED::toQuestion);
        }
    }
}
