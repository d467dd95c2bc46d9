package dev.warfront.kernel.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.TokenBuckets.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {
    private static final Rate TWO_A_SECOND = new Rate(2, Duration.ofSeconds(1), 4);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final LocalBuckets buckets = new LocalBuckets(new ClockTicker(clock));

    @Test
    void givenAFullBucket_itsBurstIsAdmittedAtOnce_andTheNextHasToWaitForAToken() {
        assertThat(IntStream.range(0, 4).mapToObj(_ -> take("a")).map(Taken::left))
                .containsExactly(3, 2, 1, 0);

        assertThat(take("a")).isEqualTo(Taken.refused(Duration.ofMillis(500)));
        assertThat(take("b").isAdmitted()).isTrue();
    }

    @Test
    void givenAnEmptyBucket_tokensComeBackOneByOne_andNeverMoreThanItHolds() {
        IntStream.range(0, 4).forEach(_ -> take("a"));

        clock.advance(Duration.ofMillis(499));
        assertThat(take("a")).isEqualTo(Taken.refused(Duration.ofMillis(1)));
        clock.advance(Duration.ofMillis(1));
        assertThat(take("a")).isEqualTo(Taken.admitted(0));
        clock.advance(Duration.ofHours(1));
        assertThat(take("a")).isEqualTo(Taken.admitted(3));
    }

    @Test
    void givenACallerThatNeverStops_itIsAdmittedAtTheRate() {
        var admitted = 0;
        for (var i = 0; i < 1_000; i++) {
            admitted += take("a").isAdmitted() ? 1 : 0;
            clock.advance(Duration.ofMillis(10));
        }

        assertThat(admitted).isBetween(2 * 10 + 4 - 1, 2 * 10 + 4);
    }

    @Test
    void givenARateAmongNodes_eachHasItsShare_andOneTokenAtLeast() {
        assertThat(new Rate(20, Duration.ofSeconds(1), 20).among(3)).isEqualTo(new Rate(20, Duration.ofSeconds(3), 6));
        assertThat(new Rate(5, Duration.ofMinutes(1), 5).among(10)).isEqualTo(new Rate(5, Duration.ofMinutes(10), 1));
        assertThat(new Rate(9, Duration.ofHours(1), 2).among(3)).isEqualTo(new Rate(3, Duration.ofHours(1), 1));
    }

    private Taken take(String key) {
        return buckets.takeNow(key, TWO_A_SECOND);
    }
}
