package dev.warfront.score;

import static dev.warfront.score.TestScores.ACTIVE_FROM;
import static dev.warfront.score.TestScores.ATTACKERS;
import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.DEFENDERS;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static dev.warfront.score.TestScores.objective;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.TestWars;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which field each code names. Source: docs/rules/score.md, rejections.
class FaultyFieldTest {
    private static final PlayerId STRANGER = new PlayerId(new UUID(7, 7));

    private final TestScores scores = new TestScores();

    private void assertFault(ScoreEvent event, ScoreCode code, @Nullable FaultyField field) {
        scores.assertRefused(scores.log(event), code, field);
    }

    private static ScoreEvent of(String type, List<PlayerId> players, @Nullable Long points) {
        return new ScoreEvent(new UUID(9, 1), WAR, null, type, attacker(0), defender(0), players, points, NOON);
    }

    @Test
    void givenWhatCannotBeRead_itIsTheFieldThatIsMissing_orNone() {
        for (var field : new FaultyField[] {FaultyField.OCCURRED_AT, null}) {
            var malformed = new ParsedEvent.Malformed(null, "wrong", field);
            scores.assertRefused(
                    scores.log(malformed, Proof.GAME_SERVER, WAR, true, NOON), ScoreCode.SCORE_MALFORMED, field);
        }
    }

    @Test
    void givenABadSignature_noFieldIsAtFault() {
        var unsigned = scores.log(new ParsedEvent.Reported(kill(1)), Proof.NONE, WAR, true, NOON);

        scores.assertRefused(unsigned, ScoreCode.SCORE_SIGNATURE_INVALID, null);
    }

    @Test
    void givenAnotherWarThanTheKeys_itIsTheWar() {
        var elsewhere =
                scores.log(new ParsedEvent.Reported(kill(1)), Proof.GAME_SERVER, new WarId(new UUID(1, 2)), true, NOON);

        scores.assertRefused(elsewhere, ScoreCode.SCORE_WRONG_PARTITION, FaultyField.WAR_ID);
    }

    @Test
    void givenATypeOrPointsOrPlayersThatCannotBe_itIsThatField() {
        assertFault(of("DANCE", List.of(), null), ScoreCode.SCORE_INVALID_TYPE, FaultyField.TYPE);
        assertFault(of("KILL", List.of(), 11L), ScoreCode.SCORE_OUT_OF_RANGE, FaultyField.BASE_POINTS);
        assertFault(of("OBJECTIVE_CAPTURE", List.of(), null), ScoreCode.SCORE_OUT_OF_RANGE, FaultyField.PLAYERS);
    }

    @Test
    void givenAnotherContentOfAnId_itIsTheId() {
        scores.commit(scores.log(kill(1)));

        assertFault(
                kill(1, attacker(1), defender(0), NOON), ScoreCode.SCORE_IDEMPOTENCY_MISMATCH, FaultyField.EVENT_ID);
    }

    @Test
    void givenAWarThatIsNotActive_itIsTheWar_andBeforeItWasItIsTheTime() {
        var unknown = new WarId(new UUID(1, 3));
        var event =
                new ScoreEvent(new UUID(9, 1), unknown, null, "KILL", attacker(0), defender(0), List.of(), null, NOON);

        assertFault(event, ScoreCode.SCORE_WAR_NOT_ACTIVE, FaultyField.WAR_ID);
        scores.assertRefused(
                scores.log(kill(2, null, ACTIVE_FROM.minusMillis(1)), ACTIVE_FROM),
                ScoreCode.SCORE_WAR_NOT_ACTIVE,
                FaultyField.OCCURRED_AT);
    }

    @Test
    void givenATimeTooFarAheadOrBehind_itIsTheTime() {
        assertTime(Duration.ofSeconds(61), ScoreCode.SCORE_CLOCK_SKEW);
        assertTime(Duration.ofMinutes(-11), ScoreCode.SCORE_TOO_OLD);
    }

    private void assertTime(Duration offset, ScoreCode code) {
        assertFault(kill(1, null, NOON.plus(offset)), code, FaultyField.OCCURRED_AT);
    }

    @Test
    void givenALateEvent_itIsTheTime_orNoFieldWhereItCameTooLate() {
        scores.endedAt(NOON);

        assertLate(NOON, NOON, FaultyField.OCCURRED_AT);
        assertLate(NOON.minusMillis(1), NOON.plusSeconds(61), null);
        scores.commit(scores.marker(NOON));
        assertLate(NOON.minusMillis(1), NOON, null);
    }

    private void assertLate(Instant occurred, Instant received, @Nullable FaultyField field) {
        scores.assertRefused(scores.log(kill(1, null, occurred), received), ScoreCode.SCORE_LATE, field);
    }

    @Test
    void givenAnObjectiveOfABattleThatIsOver_itIsTheBattle() {
        scores.battleEndedAt(NOON);

        assertFault(
                objective(1, BATTLE, List.of(attacker(0)), NOON), ScoreCode.SCORE_BATTLE_ENDED, FaultyField.BATTLE_ID);
    }

    @Test
    void givenAStranger_itIsTheFieldThatNamesIt() {
        var code = ScoreCode.SCORE_NOT_PARTICIPANT;
        assertFault(kill(1, STRANGER, defender(0), NOON), code, FaultyField.PLAYER_ID);
        assertFault(kill(2, attacker(0), STRANGER, NOON), code, FaultyField.VICTIM_ID);
        assertFault(objective(3, null, List.of(attacker(0), STRANGER), NOON), code, FaultyField.PLAYERS);
    }

    @Test
    void givenWhoMayNotFightYet_orChangedSides_itIsTheFieldThatNamesIt() {
        scores.roster.put(
                defender(0),
                TestWars.onRosterFrom(DEFENDERS, Side.DEFENDER, ParticipantStatus.ACTIVE, NOON.plusSeconds(1), false));
        assertFault(kill(1), ScoreCode.SCORE_NOT_ELIGIBLE, FaultyField.VICTIM_ID);

        scores.roster.put(
                attacker(0),
                TestWars.onRosterFrom(ATTACKERS, Side.ATTACKER, ParticipantStatus.LEFT, ACTIVE_FROM, true));
        assertFault(kill(2, attacker(0), defender(1), NOON), ScoreCode.SCORE_SIDE_LOCKED, FaultyField.PLAYER_ID);
    }

    @Test
    void givenSidesThatDoNotFit_itIsTheVictim_orThePlayers() {
        var code = ScoreCode.SCORE_SAME_SIDE;
        assertFault(kill(1, attacker(0), attacker(1), NOON), code, FaultyField.VICTIM_ID);
        assertFault(objective(2, null, List.of(attacker(0), defender(0)), NOON), code, FaultyField.PLAYERS);
    }
}
