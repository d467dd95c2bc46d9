package dev.warfront.bench.book;

import static dev.warfront.bench.book.TestWar.BATTLE;
import static dev.warfront.bench.book.TestWar.BATTLE_END;
import static dev.warfront.bench.book.TestWar.BEGIN;
import static dev.warfront.bench.book.TestWar.CUT_OFF;
import static dev.warfront.bench.book.TestWar.ENDED_BATTLE;
import static dev.warfront.bench.book.TestWar.FACTS;
import static dev.warfront.bench.book.TestWar.FOX;
import static dev.warfront.bench.book.TestWar.FOX_TWO;
import static dev.warfront.bench.book.TestWar.GRACE;
import static dev.warfront.bench.book.TestWar.LION;
import static dev.warfront.bench.book.TestWar.NOW;
import static dev.warfront.bench.book.TestWar.STRANGER;
import static dev.warfront.bench.book.TestWar.assist;
import static dev.warfront.bench.book.TestWar.claiming;
import static dev.warfront.bench.book.TestWar.duel;
import static dev.warfront.bench.book.TestWar.genuine;
import static dev.warfront.bench.book.TestWar.kill;
import static dev.warfront.bench.book.TestWar.objective;
import static dev.warfront.bench.book.TestWar.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.book.ReferenceResult.Accepted;
import dev.warfront.bench.book.ReferenceResult.Duplicate;
import dev.warfront.bench.book.ReferenceResult.Rejected;
import dev.warfront.bench.book.ReferenceResult.Uncounted;
import dev.warfront.bench.wire.EventPlace;
import dev.warfront.bench.wire.ScoreEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReferenceScoringTest {
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final ReferenceScoring judge = new ReferenceScoring(FACTS, PointsTable.STANDARD);

    @Test
    void givenAKill_itsSideGetsTenPoints() {
        assertThat(judge.judge(genuine(0, kill()))).isEqualTo(new Accepted(Side.ATTACKER, 10));
    }

    @Test
    void givenAnAssist_itsSideGetsThreePoints() {
        assertThat(judge.judge(genuine(0, assist()))).isEqualTo(new Accepted(Side.DEFENDER, 3));
    }

    @Test
    void givenAnObjective_itsSideGetsFiftyPointsHoweverManyShareThem() {
        assertThat(judge.judge(genuine(0, objective(BATTLE, FOX, FOX_TWO)))).isEqualTo(new Accepted(Side.ATTACKER, 50));
    }

    @Test
    void givenGarbage_itIsMalformed() {
        assertThat(judge.judge(new Entry(EventPlace.alone(0), NOW, new Entry.Content.Garbage("no event"))))
                .isEqualTo(rejected("SCORE_MALFORMED"));
    }

    @Test
    void givenAnEventWithoutVictim_itIsMalformed() {
        var event = new ScoreEvent(UUID.randomUUID(), TestWar.WAR, null, "KILL", FOX, null, List.of(), null, NOW);

        assertThat(judge.judge(genuine(0, event))).isEqualTo(rejected("SCORE_MALFORMED"));
    }

    @Test
    void givenAForgery_itIsRefusedAndItsIdStaysFree() {
        var event = kill();

        assertThat(judge.judge(new Entry(EventPlace.alone(0), NOW, new Entry.Content.Forged(event))))
                .isEqualTo(new Uncounted("SCORE_SIGNATURE_INVALID"));
        assertThat(judge.judge(genuine(1, event))).isEqualTo(new Accepted(Side.ATTACKER, 10));
    }

    @Test
    void givenATypeThatNobodySends_itIsInvalid() {
        assertThat(judge.judge(genuine(0, duel("TERRITORY_CAPTURE", FOX, LION))))
                .isEqualTo(rejected("SCORE_INVALID_TYPE"));
    }

    @Test
    void givenPointsOfItsOwn_itIsOutOfRangeUnlessTheyAreTheRules() {
        assertThat(judge.judge(genuine(0, claiming(-10L)))).isEqualTo(rejected("SCORE_OUT_OF_RANGE"));
        assertThat(judge.judge(genuine(1, claiming(11L)))).isEqualTo(rejected("SCORE_OUT_OF_RANGE"));
        assertThat(judge.judge(genuine(2, claiming(10L)))).isEqualTo(new Accepted(Side.ATTACKER, 10));
    }

    @Test
    void givenTheSameEventAgain_itIsADuplicateAlsoOfARejection() {
        var good = kill();
        var bad = duel("KILL", STRANGER, LION);

        var _ = judge.judge(genuine(0, good));
        var _ = judge.judge(genuine(1, bad));

        assertThat(judge.judge(genuine(2, good))).isEqualTo(new Duplicate());
        assertThat(judge.judge(genuine(3, bad))).isEqualTo(new Duplicate());
    }

    @Test
    void givenAnotherEventUnderItsId_theFirstStays() {
        var first = kill();

        var _ = judge.judge(genuine(0, first));

        assertThat(judge.judge(genuine(1, first.at(NOW.minusMillis(7)))))
                .isEqualTo(rejected("SCORE_IDEMPOTENCY_MISMATCH"));
        assertThat(judge.judge(genuine(2, first))).isEqualTo(new Duplicate());
    }

    @Test
    void givenAFactFromBeforeTheFight_theWarWasNotActive() {
        assertThat(judge.judge(genuine(0, kill().at(BEGIN.minus(A_MOMENT)))))
                .isEqualTo(rejected("SCORE_WAR_NOT_ACTIVE"));
        assertThat(judge.judge(genuine(1, kill().at(BEGIN)))).isInstanceOf(Accepted.class);
    }

    @Test
    void givenAFactFromTheFuture_aMinuteIsForgiven() {
        assertThat(judge.judge(genuine(0, kill().at(NOW.plusSeconds(60))))).isInstanceOf(Accepted.class);
        assertThat(judge.judge(genuine(1, kill().at(NOW.plusSeconds(60).plus(A_MOMENT)))))
                .isEqualTo(rejected("SCORE_CLOCK_SKEW"));
    }

    @Test
    void givenAFactOlderThanTenMinutes_itIsTooOld() {
        var longWar = new WarContext(
                TestWar.WAR, BEGIN.minusSeconds(3_600), CUT_OFF, GRACE, FACTS.roster(), FACTS.endedBattles());
        var longJudge = new ReferenceScoring(longWar, PointsTable.STANDARD);

        assertThat(longJudge.judge(genuine(0, kill().at(NOW.minusSeconds(600)))))
                .isInstanceOf(Accepted.class);
        assertThat(longJudge.judge(genuine(1, kill().at(NOW.minusSeconds(600).minus(A_MOMENT)))))
                .isEqualTo(rejected("SCORE_TOO_OLD"));
    }

    @Test
    void givenAFactFromTheCutOff_itIsLate() {
        assertThat(judge.judge(received(0, kill().at(CUT_OFF), CUT_OFF.plusSeconds(1))))
                .isEqualTo(rejected("SCORE_LATE"));
        assertThat(judge.judge(received(1, kill().at(CUT_OFF.minus(A_MOMENT)), CUT_OFF.plusSeconds(1))))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void givenAnEarlierFact_theGraceEndsToTheMillisecond() {
        var fact = CUT_OFF.minusSeconds(1);

        assertThat(judge.judge(received(0, kill().at(fact), CUT_OFF.plus(GRACE))))
                .isInstanceOf(Accepted.class);
        assertThat(judge.judge(received(1, kill().at(fact), CUT_OFF.plus(GRACE).plus(A_MOMENT))))
                .isEqualTo(rejected("SCORE_LATE"));
    }

    @Test
    void givenAFutureFact_itCountsFromItsReceipt() {
        var receivedAt = CUT_OFF.minus(A_MOMENT);

        assertThat(judge.judge(received(0, kill().at(CUT_OFF.plusSeconds(1)), receivedAt)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void givenABattleThatHasEnded_itsObjectivesAreOverAndItsKillsAreOpenWorld() {
        var objective = objective(ENDED_BATTLE, FOX);
        var duel = duel("KILL", FOX, LION);
        var kill = new ScoreEvent(duel.eventId(), TestWar.WAR, ENDED_BATTLE, "KILL", FOX, LION, List.of(), null, NOW);

        assertThat(judge.judge(genuine(0, objective.at(BATTLE_END)))).isEqualTo(rejected("SCORE_BATTLE_ENDED"));
        assertThat(judge.judge(genuine(1, objective(ENDED_BATTLE, FOX).at(BATTLE_END.minus(A_MOMENT)))))
                .isInstanceOf(Accepted.class);
        assertThat(judge.judge(genuine(2, kill))).isInstanceOf(Accepted.class);
    }

    @Test
    void givenAStranger_theEventIsRefused() {
        assertThat(judge.judge(genuine(0, duel("KILL", FOX, STRANGER)))).isEqualTo(rejected("SCORE_NOT_PARTICIPANT"));
        assertThat(judge.judge(genuine(1, objective(BATTLE, FOX, STRANGER))))
                .isEqualTo(rejected("SCORE_NOT_PARTICIPANT"));
    }

    @Test
    void givenFriends_nobodyScores() {
        assertThat(judge.judge(genuine(0, duel("KILL", FOX, FOX_TWO)))).isEqualTo(rejected("SCORE_SAME_SIDE"));
    }

    private static ReferenceResult rejected(String code) {
        return new Rejected(code);
    }
}
