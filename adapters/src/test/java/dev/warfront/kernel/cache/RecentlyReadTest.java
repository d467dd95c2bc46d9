package dev.warfront.kernel.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/// What is read once for all who ask, for how long, and how that is measured.
class RecentlyReadTest extends RecentReads {
    @Test
    void givenAValueReadAMomentAgo_itIsNotReadAgain_untilItIsStale() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));

        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a1");
        clock.advance(Duration.ofMillis(4_999));
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a1");
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a2");
    }

    @Test
    void givenARegistry_sizeHitsAndMissesAreMeasured() {
        var metrics = new SimpleMeterRegistry();
        var cache = cache(Mono::just);
        cache.bindTo(metrics, "letters");

        for (var key : List.of("a", "b", "a")) {
            cache.of(key).block(PATIENCE);
        }
        clock.advance(Duration.ofSeconds(5));
        cache.of("a").block(PATIENCE);

        assertThat(gets(metrics, "hit")).isEqualTo(1);
        assertThat(gets(metrics, "miss")).isEqualTo(3);
        assertThat(metrics.get("cache.size").tag("cache", "letters").gauge().value())
                .isPositive();
    }

    @Test
    void givenNothing_thatIsRememberedToo() {
        var cache = cache(_ -> Mono.<String>empty().doOnSubscribe(_ -> reads.incrementAndGet()));

        cache.of("a").as(StepVerifier::create).expectComplete().verify(PATIENCE);
        cache.of("a").as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(reads.get()).isOne();
    }

    @Test
    void givenAFailure_theNextAskingReadsAgain() {
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? Mono.error(new IllegalStateException()) : Mono.just("b"));

        cache.of("a")
                .as(StepVerifier::create)
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
        cache.of("a").as(StepVerifier::create).expectNext("b").expectComplete().verify(PATIENCE);
    }

    @Test
    void givenManyWhoAsk_oneReads_evenWhenTheFirstGivesUp() {
        var answer = TestPublisher.<String>create();
        var cache = cache(_ -> answer.mono().doOnSubscribe(_ -> reads.incrementAndGet()));

        cache.of("a").as(StepVerifier::create).thenCancel().verify(PATIENCE);
        cache.of("a")
                .as(StepVerifier::create)
                .then(() -> answer.emit("late"))
                .expectNext("late")
                .expectComplete()
                .verify(PATIENCE);

        assertThat(reads.get()).isOne();
    }

    @Test
    void givenARegistry_theShareOfAnswersWithoutAReadIsMeasured() {
        var metrics = new SimpleMeterRegistry();
        var cache = cache(Mono::just);
        cache.bindRatio(metrics, "ratio", "letters");
        var ratio = metrics.get("ratio").tag("cache", "letters").gauge();
        assertThat(ratio.value()).isOne();

        assertThat(cache.known("a")).isNull();
        cache.of("a").block(PATIENCE);
        cache.of("a").block(PATIENCE);
        assertThat(cache.known("a")).isEqualTo("a");
        assertThat(cache.known("a")).isEqualTo("a");

        assertThat(ratio.value()).isEqualTo(0.75);
    }

    @Test
    void givenWhoAsksInATransaction_itReadsOverItsOwnConnection_andNobodyElseLearnsOfIt() {
        var cache = cache(_ -> Mono.deferContextual(
                context -> Mono.just((context.isEmpty() ? "shared" : "own") + reads.incrementAndGet())));

        assertThat(inTransaction(cache.of("a"))).isEqualTo("own1");
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("shared2");
        assertThat(inTransaction(cache.of("a"))).isEqualTo("shared2");
    }

    @Test
    void givenAReadThatHangs_whoAsksInATransactionDoesNotWaitForIt() {
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? Mono.never() : Mono.just("own"));
        var waiting = cache.of("a").subscribe();

        assertThat(inTransaction(cache.of("a"))).isEqualTo("own");
        waiting.dispose();
    }

    @Test
    void givenNoAge_nothingIsRemembered() {
        var cache = new RecentlyRead<String, String>(
                Duration.ZERO,
                10,
                new ClockTicker(clock),
                key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));

        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a1");
        assertThat(cache.known("a")).isNull();
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a2");
        assertThat(cache.now("a").block(PATIENCE)).isEqualTo("a3");
        cache.update("a", known -> known + "!");
        assertThat(cache.known("a")).isNull();
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a4");
    }

    @Test
    void givenTooManyKeys_noMoreThanTheBoundIsRemembered() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));
        for (var i = 0; i < 1_000; i++) {
            cache.of("k" + i).block(PATIENCE);
        }
        ForkJoinPool.commonPool().awaitQuiescence(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

        reads.set(0);
        for (var i = 0; i < 1_000; i++) {
            cache.of("k" + i).block(PATIENCE);
        }

        assertThat(reads.get()).isGreaterThanOrEqualTo(990);
    }

    private static double gets(MeterRegistry metrics, String result) {
        return metrics.get("cache.gets")
                .tags("cache", "letters", "result", result)
                .functionCounter()
                .count();
    }
}
