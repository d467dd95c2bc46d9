package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.RejectedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/// How often a failing source is subscribed again.
@Isolated
class SourceRetryTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger subscribed = new AtomicInteger();

    @Test
    void givenASourceThatKeepsFailing_itsSubscribersAreAskedToComeAgain() {
        StepVerifier.withVirtualTime(() -> failing(1_000).retryWhen(LiveStreams.retry("x")))
                .thenAwait(LONG)
                .expectErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(RejectedException.class).hasMessage("RETRY_AFTER"))
                .verify(StreamFixture.PATIENCE);
        assertThat(subscribed).hasValue(1 + LiveStreams.RETRIES_MAX);
    }

    @Test
    void givenASourceThatRecovers_itsFailuresBeforeAreForgotten() {
        var source = failing(LiveStreams.RETRIES_MAX)
                .doOnNext(_ -> subscribed.set(1))
                .concatWith(Flux.error(new IllegalStateException("on purpose")));

        StepVerifier.withVirtualTime(
                        () -> source.retryWhen(LiveStreams.retry("x")).take(3))
                .thenAwait(LONG.multipliedBy(3))
                .expectNext(1, 1, 1)
                .expectComplete()
                .verify(StreamFixture.PATIENCE);
    }

    @Test
    void givenARefusal_itIsNotTriedAgain() {
        var refusing = Flux.defer(() -> {
            subscribed.incrementAndGet();
            return Flux.<Integer>error(RSocketErrors.notFound());
        });

        StepVerifier.create(refusing.retryWhen(LiveStreams.retry("x")))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(ApplicationErrorException.class)
                        .hasMessage("NOT_FOUND"))
                .verify(StreamFixture.PATIENCE);
        assertThat(subscribed).hasValue(1);
    }

    /// Fails that often, then has one element.
    private Flux<Integer> failing(int times) {
        return Flux.defer(() -> subscribed.incrementAndGet() <= times
                ? Flux.error(new IllegalStateException("on purpose"))
                : Flux.just(1));
    }
}
