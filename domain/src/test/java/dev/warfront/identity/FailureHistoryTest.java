package dev.warfront.identity;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureHistoryTest {
    @Test
    void givenFourFailures_itIsOpen_andTheFifthLocksForAMinute() {
        assertThat(failed(FailureHistory.NONE, 4, NOW).isLocked(NOW)).isFalse();

        var locked = failed(FailureHistory.NONE, 5, NOW);

        assertThat(locked.lockedUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(locked.isLocked(NOW.plusMillis(59_999))).isTrue();
        assertThat(locked.isLocked(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void givenFailuresOutsideTheWindow_theyDoNotCount() {
        var four = failed(FailureHistory.NONE, 4, NOW);

        var fifth = failed(four, 1, NOW.plus(Duration.ofMinutes(15)));

        assertThat(fifth.isLocked(NOW.plus(Duration.ofMinutes(15)))).isFalse();
        assertThat(fifth.recent()).hasSize(1);
    }

    @Test
    void givenLockAfterLock_eachLastsLongerUpToAnHour() {
        var failures = FailureHistory.NONE;
        var now = NOW;
        for (var minutes : new int[] {1, 5, 15, 60, 60}) {
            failures = failed(failures, 5, now);
            assertThat(failures.lockedUntil()).isEqualTo(now.plus(Duration.ofMinutes(minutes)));
            now = failures.lockedUntil();
        }
    }

    @Test
    void givenAQuietDay_theNextLockIsShortAgain() {
        var locked = failed(FailureHistory.NONE, 5, NOW);

        var later = locked.lockedUntil().plus(Duration.ofHours(24)).plusMillis(1);

        assertThat(failed(locked, 5, later).lockedUntil()).isEqualTo(later.plusSeconds(60));
    }

    private static FailureHistory failed(FailureHistory failures, int times, Instant now) {
        var next = failures;
        for (var i = 0; i < times; i++) {
            next = next.failed(now, RULES.login().account(), RULES.login());
        }
        return next;
    }
}
