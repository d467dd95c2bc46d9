package dev.warfront.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void givenStepsThatPassTheEdges_eachWindowCountsWhatLiesBetweenThem() {
        var pace = new Pace(100, 100, 2);

        pace.see(90, 0);
        pace.see(110, SECOND);
        pace.see(190, 2 * SECOND);
        pace.see(230, 3 * SECOND);
        assertThat(pace.complete()).isFalse();
        pace.see(310, 4 * SECOND);

        assertThat(pace.complete()).isTrue();
        assertThat(pace.perSecond()).containsExactly(60.0, 80.0);
        assertThat(pace.needed()).isEqualTo(400);
    }

    @Test
    void givenAStepOverTwoEdges_theTwoWindowsAreOne() {
        var pace = new Pace(0, 100, 2);

        pace.see(0, 0);
        pace.see(250, 2 * SECOND);

        assertThat(pace.complete()).isTrue();
        assertThat(pace.perSecond()).containsExactly(125.0);
    }
}
