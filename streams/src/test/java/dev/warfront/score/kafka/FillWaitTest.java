package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FillWaitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final FillWait wait = new FillWait(Duration.ofMillis(200), now::get);
    private long decoded;

    @Test
    void givenNothingMoreToCome_itDoesNotWait() {
        decoded++;

        assertThat(wait.startOrContinue(false, FillWait.BACKLOG_BYTES - 1, decoded))
                .isFalse();
    }

    @Test
    void givenMoreThatIsDecoded_itWaits_untilThatIsThere() {
        assertThat(waitsAfterDecoding()).isTrue();
        after(Duration.ofMillis(5));
        assertThat(waitsAfterDecoding()).isTrue();
        assertThat(wait.startOrContinue(false, FillWait.BACKLOG_BYTES - 1, decoded))
                .isFalse();
    }

    @Test
    void givenEverMore_itWaitsNoLongerThanItsBound_andTheNextFlushWaitsAnew() {
        for (var i = 0; i < 5; i++) {
            assertThat(waitsAfterDecoding()).isTrue();
            after(Duration.ofMillis(5));
        }

        assertThat(waitsAfterDecoding()).isFalse();
        assertThat(waitsAfterDecoding()).isTrue();
    }

    @Test
    void givenMoreThatIsNotDecoded_itGivesUpSoon_andNoFlushWaitsUntilSomethingIs() {
        assertThat(waitsAfterDecoding()).isTrue();
        after(Duration.ofMillis(10));

        assertThat(wait.startOrContinue(false, FillWait.BACKLOG_BYTES, decoded)).isFalse();
        assertThat(wait.startOrContinue(false, FillWait.BACKLOG_BYTES, decoded)).isFalse();
        assertThat(waitsAfterDecoding()).isTrue();
    }

    @Test
    void givenAFlushThatIsFull_itDoesNotWait() {
        decoded++;

        assertThat(wait.startOrContinue(true, FillWait.BACKLOG_BYTES, decoded)).isFalse();
    }

    @Test
    void givenNothingWasEverDecoded_itDoesNotWait() {
        assertThat(wait.startOrContinue(false, FillWait.BACKLOG_BYTES, decoded)).isFalse();
    }

    private boolean waitsAfterDecoding() {
        decoded++;
        return wait.startOrContinue(false, FillWait.BACKLOG_BYTES, decoded);
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
