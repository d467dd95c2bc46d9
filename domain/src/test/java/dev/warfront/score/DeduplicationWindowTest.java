package dev.warfront.score;

import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.kill;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicationWindowTest {
    private static final Duration SPAN = Duration.ofMinutes(11);

    private static SeenEvent fact(UUID id, Instant at) {
        return new SeenEvent(id, id.hashCode(), null, at, at);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givenRandomFactsOverTime_exactlyThoseInsideTheSpanAreFound(long seed) {
        var random = new Random(seed);
        var horizon = new DeduplicationWindow(SPAN);
        var kept = new HashMap<UUID, Instant>();
        var now = NOON;
        for (var i = 0; i < 100_000; i++) {
            now = now.plusMillis(random.nextInt(60));
            var id = new UUID(random.nextLong(), random.nextLong());
            horizon.add(fact(id, now));
            kept.put(id, now);
        }
        var end = now;
        kept.forEach((id, at) -> {
            if (!at.isBefore(end.minus(SPAN))) {
                assertThat(horizon.find(id))
                        .as("seed %d", seed)
                        .isEqualTo(new DeduplicationWindow.Seen(id.hashCode(), null));
            } else if (at.isBefore(end.minus(SPAN).minusSeconds(250))) {
                assertThat(horizon.find(id)).as("seed %d", seed).isNull();
            }
        });
        assertThat(horizon.find(new UUID(1, 1))).isNull();
        assertThat(horizon.floor()).isNull();
    }

    @Test
    void givenManyFacts_eachTakesAtMost32Bytes() {
        var random = new Random(4);
        var horizon = new DeduplicationWindow(SPAN);
        for (var i = 1; i <= 1_000_000; i++) {
            horizon.add(fact(new UUID(random.nextLong(), random.nextLong()), NOON));
            if (i % DeduplicationWindow.CHUNK == 0 && i > 10 * DeduplicationWindow.CHUNK) {
                assertThat(horizon.bytes()).isLessThanOrEqualTo(32L * i);
            }
        }
    }

    @Test
    void givenARefusal_itsCodeIsKept() {
        var horizon = new DeduplicationWindow(SPAN);
        for (var code : ScoreCode.values()) {
            horizon.add(new SeenEvent(new UUID(1, code.name().hashCode()), 5, code, NOON, NOON));
        }
        for (var code : ScoreCode.values()) {
            assertThat(horizon.find(new UUID(1, code.name().hashCode())))
                    .isEqualTo(new DeduplicationWindow.Seen(5, code));
        }
    }

    @Test
    void givenMoreFactsThanTheBound_theOldestGoAndWhatMayRepeatThemIsTooOld() {
        var scores = new TestScores(2 * DeduplicationWindow.CHUNK);
        for (var i = 0; i < 3 * DeduplicationWindow.CHUNK; i++) {
            scores.commit(scores.log(kill(i, null, NOON.plusMillis(i)), NOON.plusMillis(i)));
        }

        var later = NOON.plusMillis(3L * DeduplicationWindow.CHUNK);
        var repeat = scores.decide(scores.log(kill(0, null, NOON), later));
        var inside = scores.decide(scores.log(
                kill(3 * DeduplicationWindow.CHUNK - 1, null, NOON.plusMillis(3 * DeduplicationWindow.CHUNK - 1)),
                later));
        var fresh = scores.decide(scores.log(kill(1_000_000, null, later), later));

        assertThat(scores.horizons.size()).isLessThanOrEqualTo(2 * DeduplicationWindow.CHUNK);
        assertThat(scores.horizons.floor()).isPresent();
        assertThat(repeat.reviews()).extracting(ReviewRow::code).containsExactly(ScoreCode.SCORE_TOO_OLD);
        assertThat(inside.verdicts().keySet())
                .extracting(Decision.Verdict::status)
                .containsExactly(Decision.Status.DUPLICATE);
        assertThat(fresh.rows()).hasSize(1);
    }
}
