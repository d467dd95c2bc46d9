package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClockRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class DatabaseClockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ClockRules RULES = new ClockRules(Duration.ofMillis(250));

    private static DatabaseClock clockOf(Duration wrongBy) {
        var own = Clock.offset(Clock.systemUTC(), wrongBy);
        return new DatabaseClock(KernelOnPostgres.database(), own, RULES);
    }

    @Test
    void givenNoMeasurement_nothingMayBeClaimed() {
        var clock = clockOf(Duration.ZERO);

        assertThat(clock.measured()).isEmpty();
        assertThat(clock.tolerable()).isFalse();
    }

    /// The database of the test runs on the same machine, so the right time is known.
    @ParameterizedTest
    @ValueSource(longs = {-30_000, 0, 30_000})
    void givenAWrongOwnClock_itTellsTheTimeOfTheDatabase(long wrongByMillis) {
        var clock = clockOf(Duration.ofMillis(wrongByMillis));

        clock.measure().as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(Duration.between(clock.instant(), Instant.now()).abs()).isLessThan(Duration.ofMillis(200));
        assertThat(clock.tolerable()).isEqualTo(wrongByMillis == 0);
        assertThat(clock.measured().orElseThrow().minusMillis(wrongByMillis).abs())
                .isLessThan(Duration.ofMillis(200));
    }

    @Test
    void instantsHaveMilliseconds() {
        var clock = clockOf(Duration.ofNanos(1_234_567));

        clock.measure().as(StepVerifier::create).expectComplete().verify(PATIENCE);

        var now = clock.instant();
        assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MILLIS));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
