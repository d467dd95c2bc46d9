package dev.warfront.kernel.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.MutableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.reactive.TransactionContext;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class RecentlyReadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();

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
    void givenAReadThatBeganBeforeAChange_itIsNotRemembered() {
        var before = TestPublisher.<String>create();
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? before.mono() : Mono.just("after"));

        cache.of("a")
                .as(StepVerifier::create)
                .then(() -> cache.forget("a"))
                .then(() -> assertThat(cache.of("a").block(PATIENCE)).isEqualTo("after"))
                .then(() -> before.emit("before"))
                .expectNext("before")
                .expectComplete()
                .verify(PATIENCE);

        assertThat(cache.known("a")).isEqualTo("after");
    }

    @Test
    void givenAReadThatBeganBeforeAnUpdate_itIsNotRemembered() {
        var before = TestPublisher.<String>create();
        var cache = cache(_ -> before.mono());

        cache.of("a")
                .as(StepVerifier::create)
                .then(() -> cache.update("a", known -> known + "!"))
                .then(() -> before.emit("before"))
                .expectNext("before")
                .expectComplete()
                .verify(PATIENCE);

        assertThat(cache.known("a")).isNull();
    }

    @Test
    void givenAKnownValue_anUpdateChangesIt_andItGetsNoYounger() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));
        cache.of("a").block(PATIENCE);
        clock.advance(Duration.ofSeconds(3));

        cache.update("a", known -> known + "!");
        cache.update("b", known -> known + "!");

        assertThat(cache.known("a")).isEqualTo("a1!");
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a1!");
        assertThat(cache.known("b")).isNull();
        clock.advance(Duration.ofSeconds(2));
        assertThat(cache.known("a")).isNull();
    }

    @Test
    void givenAnUpdateThatKnowsNothing_theValueIsReadAgain() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));
        cache.of("a").block(PATIENCE);

        cache.update("a", _ -> null);

        assertThat(cache.known("a")).isNull();
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a2");
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
    void givenAKnownValue_whoNeedsWhatIsStoredNowReadsIt_andItIsRememberedForAll() {
        var cache = cache(key -> Mono.fromSupplier(() -> key + reads.incrementAndGet()));
        cache.of("a").block(PATIENCE);
        clock.advance(Duration.ofMillis(4_999));

        assertThat(cache.now("a").block(PATIENCE)).isEqualTo("a2");

        assertThat(cache.known("a")).isEqualTo("a2");
        clock.advance(Duration.ofMillis(4_999));
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("a2");
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.known("a")).isNull();
    }

    @Test
    void givenAReadThatBeganEarlier_whoNeedsWhatIsStoredNowDoesNotShareIt_butWhoComesLaterSharesTheNewOne() {
        var before = TestPublisher.<String>create();
        var after = TestPublisher.<String>create();
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? before.mono() : after.mono());
        var early = cache.of("a").toFuture();
        var now = cache.now("a").toFuture();
        var late = cache.of("a").toFuture();

        before.emit("before");
        assertThat(early).isCompletedWithValue("before");
        assertThat(now).isNotDone();
        assertThat(cache.known("a")).isNull();
        after.emit("after");

        assertThat(now).isCompletedWithValue("after");
        assertThat(late).isCompletedWithValue("after");
        assertThat(cache.known("a")).isEqualTo("after");
        assertThat(reads.get()).isEqualTo(2);
    }

    @Test
    void givenAReadOfNowThatBeganBeforeAnUpdate_itIsNotRemembered() {
        whileReadingNow(cache -> cache.update("a", known -> known + "!"));
    }

    @Test
    void givenAReadOfNowThatBeganBeforeAChange_itIsNotRemembered() {
        whileReadingNow(cache -> cache.forget("a"));
    }

    /// Others must not see what was before it again.
    private void whileReadingNow(Consumer<RecentlyRead<String, String>> change) {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> switch (reads.incrementAndGet()) {
            case 1 -> Mono.just("known");
            case 2 -> held.mono();
            default -> Mono.just("after");
        });
        cache.of("a").block(PATIENCE);
        var now = cache.now("a").toFuture();

        change.accept(cache);
        var afterTheChange = cache.of("a").block(PATIENCE);
        held.emit("before");

        assertThat(afterTheChange).isEqualTo("after");
        assertThat(now).isCompletedWithValue("before");
        assertThat(cache.known("a")).isEqualTo("after");
    }

    @Test
    void givenAReadThatFailsLate_whatWasReadMeanwhileStays() {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? held.mono() : Mono.just("after"));
        var early = cache.of("a").toFuture();
        cache.now("a").block(PATIENCE);

        held.error(new IllegalStateException());

        assertThat(early).isCompletedExceptionally();
        assertThat(cache.known("a")).isEqualTo("after");
    }

    @Test
    void givenWhoNeedsWhatIsStoredNowInATransaction_itReadsOverItsOwnConnection_andNobodyElseLearnsOfIt() {
        var cache = cache(_ -> Mono.deferContextual(
                context -> Mono.just((context.isEmpty() ? "shared" : "own") + reads.incrementAndGet())));
        cache.of("a").block(PATIENCE);

        assertThat(inTransaction(cache.now("a"))).isEqualTo("own2");
        assertThat(cache.known("a")).isEqualTo("shared1");
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

    private static String inTransaction(Mono<String> work) {
        return String.valueOf(
                work.contextWrite(context -> context.put(TransactionContext.class, "the transaction of the caller"))
                        .block(PATIENCE));
    }

    private RecentlyRead<String, String> cache(Function<String, Mono<String>> read) {
        return new RecentlyRead<>(Duration.ofSeconds(5), 10, new ClockTicker(clock), read);
    }

    private static double gets(MeterRegistry metrics, String result) {
        return metrics.get("cache.gets")
                .tags("cache", "letters", "result", result)
                .functionCounter()
                .count();
    }
}
