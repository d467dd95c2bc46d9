package dev.warfront.kernel.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class RecentlyReadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void givenAValueReadAMomentAgo_itIsNotReadAgain_untilItIsStale() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));

        assertThat(cache.get("a").block(PATIENCE)).isEqualTo("a1");
        clock.advance(Duration.ofMillis(4_999));
        assertThat(cache.get("a").block(PATIENCE)).isEqualTo("a1");
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.get("a").block(PATIENCE)).isEqualTo("a2");
    }

    @Test
    void givenNothing_thatIsRememberedToo() {
        var cache = cache(_ -> Mono.<String>empty().doOnSubscribe(_ -> reads.incrementAndGet()));

        cache.get("a").as(StepVerifier::create).expectComplete().verify(PATIENCE);
        cache.get("a").as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(reads.get()).isOne();
    }

    @Test
    void givenAFailure_theNextAskingReadsAgain() {
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? Mono.error(new IllegalStateException()) : Mono.just("b"));

        cache.get("a")
                .as(StepVerifier::create)
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
        cache.get("a").as(StepVerifier::create).expectNext("b").expectComplete().verify(PATIENCE);
    }

    @Test
    void givenManyWhoAsk_oneReads_evenWhenTheFirstGivesUp() {
        var answer = TestPublisher.<String>create();
        var cache = cache(_ -> answer.mono().doOnSubscribe(_ -> reads.incrementAndGet()));

        cache.get("a").as(StepVerifier::create).thenCancel().verify(PATIENCE);
        cache.get("a")
                .as(StepVerifier::create)
                .then(() -> answer.emit("late"))
                .expectNext("late")
                .expectComplete()
                .verify(PATIENCE);

        assertThat(reads.get()).isOne();
    }

    @Test
    void givenWhoAsksInATransaction_theReadIsNotPartOfIt() {
        var cache = cache(_ -> Mono.deferContextual(context -> Mono.just(String.valueOf(context.isEmpty()))));

        assertThat(cache.get("a")
                        .contextWrite(context -> context.put("transaction", 1))
                        .block(PATIENCE))
                .isEqualTo("true");
    }

    @Test
    void givenMoreKeysThanItHolds_theyAreNotAllKept() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));
        var keys = IntStream.range(0, 100).mapToObj(number -> "k" + number).toList();
        keys.forEach(key -> cache.get(key).block(PATIENCE));

        keys.forEach(key -> cache.get(key).block(PATIENCE));

        assertThat(reads.get()).isGreaterThanOrEqualTo(190);
    }

    @Test
    void givenManyThreads_oneReads() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));

        var seen = Flux.range(0, 1_000)
                .parallel(8)
                .runOn(Schedulers.parallel())
                .flatMap(_ -> cache.get("a"))
                .sequential()
                .distinct()
                .collectList()
                .block(PATIENCE);

        assertThat(seen).containsExactly("a1");
    }

    private RecentlyRead<String, String> cache(Function<String, Mono<String>> read) {
        return new RecentlyRead<>(Duration.ofSeconds(5), 10, clock, read);
    }
}
