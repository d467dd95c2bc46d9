package dev.warfront.score;

import static dev.warfront.score.TestScores.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeduplicationWindowsTest {
    private static final ScoreWindow RULES =
            new ScoreWindow(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(1));
    private static final int MAX = 10 * SeenChunk.CAPACITY;
    private static final int PART = MAX / 2;

    private final SeenBound bound = new SeenBound(MAX, 2);
    private final DeduplicationWindows windows = new DeduplicationWindows(RULES, bound);
    private final DeduplicationWindows others = new DeduplicationWindows(RULES, bound);

    @Test
    void givenThatNothingElseIsKept_oneLoopHasTheWholeBound() {
        fill(windows, MAX);

        assertThat(windows.size()).isEqualTo(MAX);
        assertThat(windows.floor()).isEmpty();
    }

    @Test
    void givenALoopThatHasAll_anotherGetsItsPart_andTheFirstKeepsNoMoreThanItsOwn() {
        fill(windows, MAX);

        fill(others, PART);
        while (windows.trim(100)) {}

        assertThat(others.size()).isEqualTo(PART);
        assertThat(others.floor()).isEmpty();
        assertThat(windows.size()).isEqualTo(PART);
        assertThat(windows.floor()).isPresent();
    }

    @Test
    void givenALogThatIsReadLate_itsRepeatsAreFoundAllTheSame() {
        var window = fill(windows, 1_000);

        windows.trim(MAX);
        windows.add(window, new SeenEvent(new UUID(7, 7), 7, null, NOON.plusSeconds(5), NOON.plusSeconds(5)));

        assertThat(window.find(new UUID(window.hashCode(), 0))).isNotNull();
    }

    @Test
    void givenWindowsThatMeet_noCallDropsMoreThanItMay() {
        fill(windows, MAX);
        var taken = windows.detached();
        for (var i = 0; i < PART; i++) {
            taken.add(event(new UUID(9, i)));
        }
        windows.attach(taken);

        assertThat(windows.size()).isEqualTo(MAX + PART);
        assertThat(windows.trim(500)).isTrue();
        assertThat(windows.size()).isEqualTo(MAX + PART - SeenChunk.CAPACITY);
        while (windows.trim(500)) {}
        assertThat(windows.size()).isEqualTo(MAX);
    }

    @Test
    void givenAPartitionThatIsGivenBack_othersHaveItsRoom() {
        var window = fill(windows, MAX);

        windows.close(window);
        windows.close(window);
        fill(others, MAX);

        assertThat(windows.size()).isZero();
        assertThat(others.size()).isEqualTo(MAX);
        assertThat(others.floor()).isEmpty();
    }

    private static DeduplicationWindow fill(DeduplicationWindows windows, int events) {
        var window = windows.detached();
        windows.attach(window);
        for (var i = 0; i < events; i++) {
            windows.add(window, event(new UUID(window.hashCode(), i)));
        }
        return window;
    }

    private static SeenEvent event(UUID id) {
        return new SeenEvent(id, id.hashCode(), null, NOON, NOON);
    }
}
