package dev.warfront.score;

import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.capture;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an event may claim.
class RejectedPointsTest {
    private final TestScores scores = new TestScores();

    @Test
    void givenATypeThatServersMayNotSend_itIsInvalid() {
        for (var type : List.of("TERRITORY_CAPTURE", "CUT_OFF", "DEFENSE", "HOLD_TICK", "UNKNOWN")) {
            scores.assertRefused(scores.log(of(type, -1L)), ScoreCode.SCORE_INVALID_TYPE);
        }
    }

    @Test
    void givenPointsThatAreNotTheTypes_itIsOutOfRange() {
        for (var points : List.of(-10L, 0L, 9L, 11L, Long.MAX_VALUE)) {
            scores.assertRefused(scores.log(of("KILL", points)), ScoreCode.SCORE_OUT_OF_RANGE);
        }
        assertThat(scores.decide(scores.log(of("KILL", 10L))).rows()).hasSize(1);
        assertThat(scores.decide(scores.log(of("ASSIST", 3L))).rows()).hasSize(1);
    }

    @Test
    void givenNoneOrTooManyOrTheSameCapturers_itIsOutOfRange() {
        var many = IntStream.range(0, 101).mapToObj(TestScores::attacker).toList();
        for (var players : List.of(List.<PlayerId>of(), many, List.of(attacker(1), attacker(1)))) {
            scores.assertRefused(scores.log(objective(1, BATTLE, players, NOON)), ScoreCode.SCORE_OUT_OF_RANGE);
        }
    }

    @Test
    void givenACaptureWorthMoreOrLessThanAnyLandOfTheWar_itIsOutOfRange() {
        for (var points : List.of(Long.MIN_VALUE, -200L, 0L, 199L, 1_521L, Long.MAX_VALUE)) {
            scores.assertRefused(
                    scores.derived(capture(1, Side.ATTACKER, points, NOON), NOON, NOON), ScoreCode.SCORE_OUT_OF_RANGE);
        }
        for (var points : List.of(200L, 1_520L)) {
            assertThat(scores.decide(scores.derived(capture(1, Side.ATTACKER, points, NOON), NOON, NOON))
                            .rows())
                    .hasSize(1);
        }
    }

    @Test
    void givenAWarWithOtherCaptureRules_itsOwnBoundsHold() {
        scores.wars.put(WAR, TestScores.active(WAR, new CaptureRules(10_000, 1_000, Duration.ofMinutes(30))));

        scores.assertRefused(
                scores.derived(capture(1, Side.ATTACKER, 1_520, NOON), NOON, NOON), ScoreCode.SCORE_OUT_OF_RANGE);
        scores.assertRefused(
                scores.derived(capture(1, Side.ATTACKER, 76_001, NOON), NOON, NOON), ScoreCode.SCORE_OUT_OF_RANGE);
        for (var points : List.of(10_000L, 76_000L)) {
            assertThat(scores.decide(scores.derived(capture(1, Side.ATTACKER, points, NOON), NOON, NOON))
                            .rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.points()).isEqualTo(points));
        }
    }

    @Test
    void givenTheHighestRules_theDearestCaptureCounts_andNothingAboveIt() {
        scores.wars.put(WAR, TestScores.active(WAR, new CaptureRules(1_000_000, 100_000, Duration.ofMinutes(30))));

        assertThat(scores.decide(scores.derived(capture(1, Side.ATTACKER, 364_000_000, NOON), NOON, NOON))
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.points()).isEqualTo(364_000_000));
        scores.assertRefused(
                scores.derived(capture(2, Side.ATTACKER, 364_000_001, NOON), NOON, NOON), ScoreCode.SCORE_OUT_OF_RANGE);
    }

    private static ScoreEvent of(String type, @Nullable Long basePoints) {
        return new ScoreEvent(new UUID(9, 1), WAR, null, type, attacker(0), defender(0), List.of(), basePoints, NOON);
    }
}
