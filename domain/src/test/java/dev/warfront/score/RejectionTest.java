package dev.warfront.score;

import static dev.warfront.score.TestScores.ACTIVE_FROM;
import static dev.warfront.score.TestScores.ATTACKERS;
import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static dev.warfront.score.TestScores.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BatchDecision.EventResult;
import dev.warfront.score.BatchDecision.Status;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.TestWars;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a record must be to be judged at all, and in which order the reasons stand.
class RejectionTest {
    private static final PlayerId STRANGER = new PlayerId(new UUID(7, 7));
    private static final WarId OTHER_WAR = new WarId(new UUID(1, 2));
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestScores scores = new TestScores();

    @Test
    void givenAnUndecodableRecord_itIsMalformedAndCountedForTheWarOfItsKey() {
        var record =
                scores.log(new ParsedEvent.Malformed(null, "no JSON"), LogRecord.Proof.GAME_SERVER, WAR, true, NOON);

        scores.commit(record);

        assertThat(scores.reviews).singleElement().satisfies(row -> {
            assertThat(row.code()).isEqualTo(ScoreCode.SCORE_MALFORMED);
            assertThat(row.war()).isEqualTo(WAR);
            assertThat(row.counted()).isTrue();
        });
        assertThat(scores.warState().rejected()).isEqualTo(1);
    }

    @Test
    void givenAnUndecodableRecordWithoutSignature_malformedComesFirst() {
        scores.assertRefused(
                scores.log(new ParsedEvent.Malformed(null, "no JSON"), LogRecord.Proof.NONE, null, false, NOON),
                ScoreCode.SCORE_MALFORMED);
    }

    @Test
    void givenABatch_eachOfItsEventsIsJudgedByItself_andOneOfAnotherWarIsNotTheKeys() {
        var foreign = new ScoreEvent(
                new UUID(9, 2), OTHER_WAR, null, "KILL", attacker(0), defender(0), List.of(), null, NOON);

        scores.commit(scores.batch(
                new ParsedEvent.Reported(kill(1)),
                new ParsedEvent.Malformed(null, "not an object"),
                new ParsedEvent.Reported(foreign),
                new ParsedEvent.Reported(kill(3))));

        assertThat(scores.ledger).extracting(LedgerRow::index).containsExactly(0, 3);
        assertThat(scores.reviews).extracting(ReviewRow::index).containsExactly(1, 2);
        assertThat(scores.reviews)
                .extracting(ReviewRow::code)
                .containsExactly(ScoreCode.SCORE_MALFORMED, ScoreCode.SCORE_WRONG_PARTITION);
        assertThat(scores.warState().rejected()).isEqualTo(2);
    }

    @Test
    void givenAWrongSignature_itIsRefusedBeforeTheKeyIsLookedAt() {
        scores.assertRefused(
                scores.log(new ParsedEvent.Reported(kill(1)), LogRecord.Proof.NONE, OTHER_WAR, false, NOON),
                ScoreCode.SCORE_SIGNATURE_INVALID);
    }

    @Test
    void givenAForgedRecord_theGenuineOneOfThatIdStillCounts() {
        scores.commit(scores.log(new ParsedEvent.Reported(kill(1)), LogRecord.Proof.NONE, WAR, true, NOON));

        scores.commit(scores.log(kill(1)));

        assertThat(scores.ledger).hasSize(1);
    }

    @Test
    void givenARecordThatNobodyKnownHasSigned_itIsKeptUnderItsWar_andStandsInNoCount() {
        var decision = scores.commit(
                scores.log(new ParsedEvent.Reported(kill(1)), LogRecord.Proof.NONE, WAR, true, NOON),
                scores.log(new ParsedEvent.Malformed(null, "no JSON"), LogRecord.Proof.NONE, WAR, true, NOON));

        assertThat(decision.wars()).isEmpty();
        assertThat(scores.reviews).hasSize(2).allSatisfy(row -> {
            assertThat(row.war()).isEqualTo(WAR);
            assertThat(row.counted()).isFalse();
        });
    }

    @Test
    void givenAForeignKeyOrAnotherPartition_itIsInTheWrongPartition() {
        var event = new ParsedEvent.Reported(of("NONSENSE", -1L));
        scores.assertRefused(
                scores.log(event, LogRecord.Proof.GAME_SERVER, OTHER_WAR, true, NOON), ScoreCode.SCORE_WRONG_PARTITION);
        scores.assertRefused(
                scores.log(event, LogRecord.Proof.GAME_SERVER, WAR, false, NOON), ScoreCode.SCORE_WRONG_PARTITION);
        scores.assertRefused(
                scores.log(event, LogRecord.Proof.GAME_SERVER, null, false, NOON), ScoreCode.SCORE_WRONG_PARTITION);
    }

    @Test
    void givenAWrongPartition_noWarsCountChanges() {
        var decision = scores.commit(
                scores.log(new ParsedEvent.Reported(kill(1)), LogRecord.Proof.GAME_SERVER, WAR, false, NOON));

        assertThat(decision.wars()).isEmpty();
        assertThat(scores.reviews)
                .singleElement()
                .satisfies(row -> assertThat(row.counted()).isFalse());
    }

    @Test
    void givenTheSameIdWithAnotherContent_theFirstStays() {
        scores.commit(scores.log(kill(1)));

        scores.commit(scores.log(kill(1, attacker(1), defender(0), NOON)));
        scores.commit(scores.log(kill(1)));

        assertThat(scores.ledger).hasSize(1);
        assertThat(scores.reviews)
                .singleElement()
                .satisfies(row -> assertThat(row.code()).isEqualTo(ScoreCode.SCORE_IDEMPOTENCY_MISMATCH));
        assertThat(scores.warState().duplicates()).isEqualTo(1);
    }

    @Test
    void givenAMismatchThatIsLateToo_mismatchComesFirst() {
        scores.commit(scores.log(kill(1)));
        scores.endedAt(NOON.plusSeconds(1));

        scores.assertRefused(
                scores.log(kill(1, attacker(0), defender(0), NOON.plusSeconds(5)), NOON.plus(HOUR)),
                ScoreCode.SCORE_IDEMPOTENCY_MISMATCH);
    }

    @Test
    void givenSeveralReasons_theFirstOfTheOrderIsTheAnswer() {
        scores.battleEndedAt(NOON);
        scores.endedAt(NOON);
        var atNoon = objective(1, BATTLE, List.of(STRANGER, attacker(0), defender(0)), NOON);
        scores.assertRefused(scores.log(atNoon, NOON.plus(HOUR)), ScoreCode.SCORE_TOO_OLD);
        scores.assertRefused(scores.log(atNoon), ScoreCode.SCORE_LATE);

        scores.wars.put(WAR, TestScores.active(WAR));
        scores.assertRefused(scores.log(atNoon), ScoreCode.SCORE_BATTLE_ENDED);

        var early = NOON.minusSeconds(1);
        scores.assertRefused(
                scores.log(objective(2, BATTLE, List.of(STRANGER, attacker(0), defender(0)), early)),
                ScoreCode.SCORE_NOT_PARTICIPANT);
        scores.roster.put(
                attacker(0),
                new Roster.Entry(
                        ATTACKERS,
                        Side.ATTACKER,
                        ParticipantStatus.LEFT,
                        List.of(new Roster.Interval(ACTIVE_FROM, NOON, null)),
                        true));
        scores.assertRefused(
                scores.log(objective(3, BATTLE, List.of(attacker(0), defender(0)), early)),
                ScoreCode.SCORE_NOT_ELIGIBLE);
        scores.roster.put(
                attacker(0),
                TestWars.onRosterFrom(ATTACKERS, Side.ATTACKER, ParticipantStatus.LEFT, ACTIVE_FROM, true));
        scores.assertRefused(
                scores.log(objective(4, BATTLE, List.of(attacker(0), defender(0)), early)),
                ScoreCode.SCORE_SIDE_LOCKED);
    }

    @Test
    void givenARefusedEvent_itsRepeatIsADuplicateOfTheRefusal() {
        scores.commit(scores.log(kill(1, STRANGER, defender(0), NOON)));
        scores.roster.put(STRANGER, TestScores.entry(ATTACKERS, Side.ATTACKER));

        var again = scores.commit(scores.log(kill(1, STRANGER, defender(0), NOON)));

        assertThat(again.results())
                .containsExactly(Map.entry(new EventResult(Status.DUPLICATE, ScoreCode.SCORE_NOT_PARTICIPANT), 1));
        assertThat(again.reviews()).isEmpty();
        assertThat(scores.warState()).isEqualTo(new ScoreState(WAR, 1, 0, 0, 1, 1, null, 0));
    }

    private static ScoreEvent of(String type, @Nullable Long basePoints) {
        return new ScoreEvent(new UUID(9, 1), WAR, null, type, attacker(0), defender(0), List.of(), basePoints, NOON);
    }
}
