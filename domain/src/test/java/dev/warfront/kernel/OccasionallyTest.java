package dev.warfront.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// What is done once in a while only.
class OccasionallyTest {

    @Test
    void givenManyInAWhile_theFirstIsDone() {
        var done = new ArrayList<Long>();
        var hourly = Occasionally.every(Duration.ofHours(1));

        for (var i = 0; i < 100; i++) {
            hourly.act(done::add);
        }

        assertThat(done).containsExactly(0L);
    }

    @Test
    void givenNoPause_eachIsDone() {
        var done = new ArrayList<Long>();
        var always = Occasionally.every(Duration.ZERO);

        always.act(done::add);
        always.act(done::add);

        assertThat(done).containsExactly(0L, 0L);
    }
}
