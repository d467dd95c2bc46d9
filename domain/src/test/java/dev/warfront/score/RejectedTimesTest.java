package dev.warfront.score;

import static dev.warfront.score.TestScores.ACTIVE_FROM;
import static dev.warfront.score.TestScores.ACTIVE_UNTIL;
import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.capture;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static dev.warfront.score.TestScores.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.war.WarStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// When an event may have happened: inside its war, its battle and the acceptance horizon.
class RejectedTimesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestScores scores = new TestScores();

    @Test
    void givenACaptureOfAnUnknownWar_itIsNotActive() {
        scores.wars.clear();

        scores.assertRefused(
                scores.derived(capture(1, Side.ATTACKER, 1, NOON), NOON, NOON), ScoreCode.SCORE_WAR_NOT_ACTIVE);
    }

    @Test
    void givenAnUnknownWar_itIsNotActive() {
        scores.wars.clear();

        scores.assertRefused(scores.log(kill(1)), ScoreCode.SCORE_WAR_NOT_ACTIVE);
    }

    @Test
    void givenAnEventFromBeforeActiveBegan_itIsNotActive() {
        var before = ACTIVE_FROM.minusMillis(1);
        scores.assertRefused(
                scores.log(kill(1, attacker(0), defender(0), before), before.plus(HOUR)),
                ScoreCode.SCORE_WAR_NOT_ACTIVE);
        assertThat(scores.decide(scores.log(kill(2, null, ACTIVE_FROM), ACTIVE_FROM))
                        .rows())
                .hasSize(1);
    }

    @Test
    void givenAnEventOfTheFuture_threeSecondsBecomeItsReceiptAndNinetyAreSkew() {
        var soon = scores.decide(scores.log(kill(1, attacker(0), defender(0), NOON.plusSeconds(3))));
        assertThat(soon.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.occurredAt()).isEqualTo(NOON));

        scores.assertRefused(
                scores.log(kill(2, attacker(0), defender(0), NOON.plusSeconds(90))), ScoreCode.SCORE_CLOCK_SKEW);
        assertThat(scores.decide(scores.log(kill(3, null, NOON.plusSeconds(60))))
                        .rows())
                .hasSize(1);
    }

    @Test
    void givenAnEventOlderThanTenMinutes_itIsTooOld() {
        scores.assertRefused(
                scores.log(kill(1), NOON.plus(Duration.ofMinutes(10)).plusMillis(1)), ScoreCode.SCORE_TOO_OLD);
        assertThat(scores.decide(scores.log(kill(2), NOON.plus(Duration.ofMinutes(10))))
                        .rows())
                .hasSize(1);
    }

    @Test
    void givenAServiceThatWasDownOverTheDeadline_eventsAfterTheStoredDeadlineAreLate() {
        scores.assertRefused(
                scores.log(kill(1, null, ACTIVE_UNTIL), ACTIVE_UNTIL.plusSeconds(1)), ScoreCode.SCORE_LATE);
    }

    @Test
    void givenTheGrace_sixtySecondsCountAndSixtyOneAreLate() {
        var cutOff = NOON.plusSeconds(1);
        scores.endedAt(cutOff);

        assertThat(scores.decide(scores.log(kill(1), cutOff.plusSeconds(60))).rows())
                .hasSize(1);
        scores.assertRefused(scores.log(kill(2), cutOff.plusSeconds(61)), ScoreCode.SCORE_LATE);
        scores.assertRefused(scores.log(kill(3, null, cutOff), cutOff), ScoreCode.SCORE_LATE);
    }

    /// The capture was committed while the war was fought: neither the same millisecond nor two clocks take its points.
    @Test
    void givenACaptureAtTheInstantOfASurrender_itCountsBeforeTheMarker_andNotBehindIt() {
        scores.endedAt(NOON);

        var counted = scores.commit(
                scores.derived(capture(1, Side.ATTACKER, 200, NOON), NOON, NOON),
                scores.derived(capture(2, Side.ATTACKER, 200, NOON.plusMillis(3)), NOON, NOON),
                scores.marker(NOON),
                scores.derived(capture(3, Side.ATTACKER, 200, NOON), NOON, NOON));

        assertThat(counted.rows()).hasSize(2);
        assertThat(counted.closed()).containsExactly(Map.entry(WAR, 2L));
        assertThat(scores.reviews).extracting(ReviewRow::code).containsOnly(ScoreCode.SCORE_LATE);
    }

    @Test
    void givenTheCutOffMarker_nothingBehindItCountsAndTheWarIsToldOnce_andItsCountsMoveNoMore() {
        scores.endedAt(NOON.plusSeconds(1));
        var first = scores.commit(scores.log(kill(1)), scores.marker(NOON), scores.log(kill(2)));

        var second = scores.commit(scores.marker(NOON), scores.log(kill(3)));

        assertThat(first.closed()).containsExactly(Map.entry(WAR, 1L));
        assertThat(second.closed()).isEmpty();
        assertThat(scores.reviews).extracting(ReviewRow::code).containsOnly(ScoreCode.SCORE_LATE);
        assertThat(scores.warState()).isEqualTo(new ScoreState(WAR, 1, 1, 1, 0, 0, 1L, 2));
    }

    @Test
    void givenAWarThatEndedWithoutAFight_whatComesThenStandsInACountOfItsOwn() {
        scores.unfought(WarStatus.PREPARATION);
        scores.commit(scores.log(kill(1)));
        scores.unfought(WarStatus.ENDING);
        scores.commit(scores.log(kill(2)));
        scores.unfought(WarStatus.ENDED);
        scores.commit(scores.log(kill(1)), scores.log(kill(3)));

        assertThat(scores.warState()).isEqualTo(new ScoreState(WAR, 1, 0, 0, 0, 1, null, 3));
    }

    @Test
    void givenAMarkerThatAServerForged_theWarStaysOpen() {
        scores.commit(scores.log(new ParsedEvent.CutOff(WAR), LogRecord.Proof.NONE, WAR, true, NOON));

        assertThat(scores.warState().closedSeq()).isNull();
        assertThat(scores.warState().rejected()).isZero();
    }

    @Test
    void givenAnEndedBattle_earlierEventsBelongToItLaterKillsAreOpenWorldLaterObjectivesAreRefused() {
        scores.battleEndedAt(NOON);

        var earlier =
                scores.decide(scores.log(kill(1, BATTLE, NOON.minusMillis(1)))).rows();
        var later = scores.decide(scores.log(kill(2, BATTLE, NOON))).rows();

        assertThat(earlier)
                .singleElement()
                .satisfies(row -> assertThat(row.battle()).isEqualTo(BATTLE));
        assertThat(later)
                .singleElement()
                .satisfies(row -> assertThat(row.battle()).isNull());
        scores.assertRefused(
                scores.log(objective(3, BATTLE, List.of(attacker(0)), NOON)), ScoreCode.SCORE_BATTLE_ENDED);
    }

    @Test
    void givenABattleThatIsNotOfThisWar_killsAreOpenWorldAndObjectivesRefused() {
        var foreign = new BattleId(new UUID(3, 99));

        assertThat(scores.decide(scores.log(kill(1, foreign, NOON))).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.battle()).isNull());
        scores.assertRefused(
                scores.log(objective(2, foreign, List.of(attacker(0)), NOON)), ScoreCode.SCORE_BATTLE_ENDED);
    }
}
