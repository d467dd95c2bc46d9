package dev.warfront.kernel.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/// What changes while it is remembered, or while it is being read.
class RecentlyReadUpdatesTest extends RecentReads {
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
    void givenUpdatesDuringARead_itIsRememberedWithThem_inTheirOrder() {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> held.mono().doOnSubscribe(_ -> reads.incrementAndGet()));
        var early = cache.of("a").toFuture();

        cache.update("a", known -> known + "1");
        cache.update("a", known -> known + "2");
        var late = cache.of("a").toFuture();
        assertThat(cache.known("a")).isNull();
        held.emit("read");
        cache.update("a", known -> known + "3");

        assertThat(early).isCompletedWithValue("read12");
        assertThat(late).isCompletedWithValue("read12");
        assertThat(cache.known("a")).isEqualTo("read123");
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("read123");
        assertThat(reads.get()).isOne();
    }

    @Test
    void givenUpdatesDuringARead_andOneThatDoesNotFitWhatWasRead_itIsNotRemembered() {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? held.mono() : Mono.just("after"));
        var early = cache.of("a").toFuture();

        cache.update("a", known -> known + "1");
        cache.update("a", known -> known.equals("read1") ? null : known);
        cache.update("a", known -> known + "3");
        held.emit("read");

        assertThat(early).isCompletedWithValue("read");
        assertThat(cache.known("a")).isNull();
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("after");
    }

    @Test
    void givenAnUpdateDuringAReadThatFindsNothing_thatIsNotRemembered() {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? held.mono() : Mono.just("after"));
        var early = cache.of("a").toFuture();

        cache.update("a", known -> known + "1");
        held.complete();

        assertThat(early).isCompletedWithValue(null);
        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("after");
    }

    @Test
    void givenMoreUpdatesDuringAReadThanAreKept_itIsForgotten() {
        var held = TestPublisher.<String>create();
        var cache = cache(_ -> reads.incrementAndGet() == 1 ? held.mono() : Mono.just("after"));
        var early = cache.of("a").toFuture();
        for (var i = 0; i < 64; i++) {
            cache.update("a", known -> known + "!");
        }
        var shared = cache.of("a").toFuture();
        assertThat(shared).isNotDone();

        cache.update("a", known -> known + "!");

        assertThat(cache.of("a").block(PATIENCE)).isEqualTo("after");
        held.emit("read");
        assertThat(early).isCompleted();
        assertThat(cache.known("a")).isEqualTo("after");
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
}
