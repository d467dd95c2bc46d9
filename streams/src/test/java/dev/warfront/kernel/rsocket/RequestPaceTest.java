package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ten a second, five at once.
class RequestPaceTest {
    private final RequestPace pace = new RequestPace(10, 5);
    private final long start = System.nanoTime();

    /// How many of so many may come.
    private long passed(int count, Duration at) {
        return IntStream.range(0, count)
                .filter(_ -> pace.spend(start + at.toNanos()))
                .count();
    }

    @Test
    void givenMoreThanABurst_theRestMustWait() {
        assertThat(passed(100, Duration.ZERO)).isEqualTo(5);
        assertThat(passed(100, Duration.ofMillis(99))).isZero();
        assertThat(passed(100, Duration.ofMillis(300))).isEqualTo(3);
    }

    @Test
    void givenALongTimeWithoutRequests_noMoreThanABurstIsSaved() {
        assertThat(passed(100, Duration.ofHours(1))).isEqualTo(5);
    }

    @Test
    void givenWhoHasJustAsked_itIsNotRested() {
        assertThat(pace.isRested()).isTrue();
        assertThat(pace.spend()).isTrue();
        assertThat(pace.isRested()).isFalse();
    }
}
