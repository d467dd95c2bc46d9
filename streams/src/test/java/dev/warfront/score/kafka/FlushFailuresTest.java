package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.Unavailable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FlushFailuresTest {
    private final Throwable refused = new IllegalStateException("refused");
    private final Throwable away = new Unavailable("the database");

    private final FlushFailures failures = new FlushFailures();

    @Test
    void givenWhatFailsTwice_itIsSeparated() {
        assertThat(failures.separate(refused)).isFalse();
        assertThat(failures.separate(refused)).isTrue();
    }

    @Test
    void givenWhatUsuallyPasses_itIsSeparatedAfterTheFifthTimeOnly() {
        for (var i = 0; i < 4; i++) {
            assertThat(failures.separate(away)).isFalse();
        }
        assertThat(failures.separate(away)).isTrue();
    }

    @Test
    void givenAFlushThatWasStoredBetween_theCountBeginsAnew() {
        failures.separate(refused);
        failures.none();

        assertThat(failures.separate(refused)).isFalse();
    }

    @Test
    void givenAFailureInAnother_itIsFound() {
        assertThat(FlushFailures.passes(new IllegalStateException(away))).isTrue();
        assertThat(FlushFailures.passes(new DeadlineExceeded("a statement", refused)))
                .isTrue();
        assertThat(FlushFailures.passes(new TimeoutException())).isTrue();
        assertThat(FlushFailures.passes(new IllegalStateException(refused))).isFalse();
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
