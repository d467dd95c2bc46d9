package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.Unavailable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FlushFailuresTest {
    private static final Throwable REFUSED = new IllegalStateException("refused");
    private static final Throwable AWAY = new Unavailable("the database");

    private final FlushFailures failures = new FlushFailures();

    @Test
    void givenWhatFailsTwice_itIsSeparated() {
        assertThat(failures.separate(REFUSED)).isFalse();
        assertThat(failures.separate(REFUSED)).isTrue();
    }

    @Test
    void givenWhatUsuallyPasses_itIsSeparatedAfterTheFifthTimeOnly() {
        for (var i = 0; i < 4; i++) {
            assertThat(failures.separate(AWAY)).isFalse();
        }
        assertThat(failures.separate(AWAY)).isTrue();
    }

    @Test
    void givenAFlushThatWasStoredBetween_theCountBeginsAnew() {
        failures.separate(REFUSED);
        failures.none();

        assertThat(failures.separate(REFUSED)).isFalse();
    }

    @Test
    void givenAFailureInAnother_itIsFound() {
        assertThat(FlushFailures.passes(new IllegalStateException(AWAY))).isTrue();
        assertThat(FlushFailures.passes(new DeadlineExceeded("a statement", REFUSED)))
                .isTrue();
        assertThat(FlushFailures.passes(new TimeoutException())).isTrue();
        assertThat(FlushFailures.passes(new IllegalStateException(REFUSED))).isFalse();
    }

    @Test
    void givenATrialThatIsRefused_itTriesHalves_downToOne_andMoreAgainOnceSomethingIsStored() {
        var trial = new Trial(100, 5);
        assertThat(trial.recordsMax()).isEqualTo(5);
        trial.refused(5);
        assertThat(trial.recordsMax()).isEqualTo(2);
        trial.refused(2);
        trial.refused(1);
        assertThat(trial.recordsMax()).isEqualTo(1);
        trial.stored();
        assertThat(trial.recordsMax()).isEqualTo(2);
        assertThat(trial.isOver(99)).isFalse();
        assertThat(trial.isOver(100)).isTrue();
    }

    @Test
    void givenATrialThatFailsForWhatUsuallyPasses_itIsTheReasonOnlyWhileOthersAreStored() {
        var trial = new Trial(100, 5);
        for (var i = 0; i < 10; i++) {
            assertThat(trial.failed(7)).isFalse();
        }

        assertThat(trial.failed(8)).isFalse();
        assertThat(trial.failed(9)).isFalse();
        assertThat(trial.failed(10)).isTrue();
    }
}
