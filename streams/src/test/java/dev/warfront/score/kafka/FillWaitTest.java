package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FillWaitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final FillWait wait = new FillWait(Duration.ofMillis(25), now::get);

    @Test
    void givenNothingMoreToCome_itDoesNotWait() {
        assertThat(wait.goesOn(false)).isFalse();
    }

    @Test
    void givenMoreToCome_itWaits_untilThatIsThere() {
        assertThat(wait.goesOn(true)).isTrue();
        after(Duration.ofMillis(5));
        assertThat(wait.goesOn(true)).isTrue();
        assertThat(wait.goesOn(false)).isFalse();
    }

    @Test
    void givenMoreThatDoesNotCome_itWaitsNoLongerThanItsBound_andTheNextFlushWaitsAnew() {
        assertThat(wait.goesOn(true)).isTrue();

        after(Duration.ofMillis(25));

        assertThat(wait.goesOn(true)).isFalse();
        assertThat(wait.goesOn(true)).isTrue();
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
