package dev.warfront.kernel.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;

/// Who needs what is stored now, beside others who take what is remembered.
class RecentlyReadNowTest extends RecentReads {
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
    void givenAReadOfNowThatBeganBeforeAnUpdate_itIsRememberedWithIt() {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? Mono.just("known") : held.mono());
        cache.of("a").block(PATIENCE);
        var now = cache.now("a").toFuture();

        cache.update("a", known -> known + "!");
        held.emit("read");

        assertThat(now).isCompletedWithValue("read!");
        assertThat(cache.known("a")).isEqualTo("read!");
    }

    /// Others must not see what was before it again.
    @Test
    void givenAReadOfNowThatBeganBeforeAChange_itIsNotRemembered() {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> switch (reads.incrementAndGet()) {
            case 1 -> Mono.just("known");
            case 2 -> held.mono();
            default -> Mono.just("after");
        });
        cache.of("a").block(PATIENCE);
        var now = cache.now("a").toFuture();

        cache.forget("a");
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
}
