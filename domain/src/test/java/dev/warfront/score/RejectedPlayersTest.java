package dev.warfront.score;

import static dev.warfront.score.TestScores.ACTIVE_FROM;
import static dev.warfront.score.TestScores.ATTACKERS;
import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static dev.warfront.score.TestScores.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.TestWars;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whose deeds count, and on which side.
class RejectedPlayersTest {
    private static final PlayerId STRANGER = new PlayerId(new UUID(7, 7));

    private final TestScores scores = new TestScores();

    @Test
    void givenAStrangerAsKillerOrVictim_itIsNotParticipant() {
        scores.assertRefused(scores.log(kill(1, STRANGER, defender(0), NOON)), ScoreCode.SCORE_NOT_PARTICIPANT);
        scores.assertRefused(scores.log(kill(2, attacker(0), STRANGER, NOON)), ScoreCode.SCORE_NOT_PARTICIPANT);
        scores.assertRefused(
                scores.log(objective(3, BATTLE, List.of(attacker(0), STRANGER), NOON)),
                ScoreCode.SCORE_NOT_PARTICIPANT);
    }

    @Test
    void givenAPlayerWhoLeftOrWasKicked_itIsNotParticipantAndWhatWasScoredStays() {
        scores.commit(scores.log(kill(1)));
        for (var status : List.of(ParticipantStatus.LEFT, ParticipantStatus.KICKED, ParticipantStatus.BANNED)) {
            scores.roster.put(attacker(0), TestWars.onRosterFrom(ATTACKERS, Side.ATTACKER, status, ACTIVE_FROM, false));
            scores.assertRefused(scores.log(kill(2)), ScoreCode.SCORE_NOT_PARTICIPANT);
        }
        assertThat(scores.side(Side.ATTACKER).points()).isEqualTo(10);
    }

    @Test
    void givenARecruitBeforeTenure_itIsNotEligibleUntilThen() {
        var from = NOON.plusSeconds(1);
        scores.roster.put(
                attacker(0), TestWars.onRosterFrom(ATTACKERS, Side.ATTACKER, ParticipantStatus.ACTIVE, from, false));

        scores.assertRefused(scores.log(kill(1)), ScoreCode.SCORE_NOT_ELIGIBLE);
        assertThat(scores.decide(scores.log(kill(2, null, from), from)).rows()).hasSize(1);
    }

    @Test
    void givenAParticipantWithoutTheRightToFight_itIsNotEligibleUntilPromoted() {
        scores.roster.put(
                attacker(0),
                new Roster.Entry(
                        ATTACKERS,
                        Side.ATTACKER,
                        ParticipantStatus.ACTIVE,
                        List.of(new Roster.Interval(ACTIVE_FROM, NOON, null), new Roster.Interval(NOON, null, NOON)),
                        false));

        scores.assertRefused(scores.log(kill(1, null, NOON.minusMillis(1))), ScoreCode.SCORE_NOT_ELIGIBLE);
        assertThat(scores.decide(scores.log(kill(2, null, NOON), NOON)).rows()).hasSize(1);
    }

    @Test
    void whatAPlayerDidBeforeItLeft_isItsOwn_onEitherSideNow() {
        for (var changedSides : List.of(false, true)) {
            scores.roster.put(
                    attacker(0),
                    new Roster.Entry(
                            ATTACKERS,
                            Side.ATTACKER,
                            ParticipantStatus.LEFT,
                            List.of(new Roster.Interval(ACTIVE_FROM, NOON, ACTIVE_FROM)),
                            changedSides));

            assertThat(scores.decide(scores.log(kill(1, null, NOON.minusMillis(1)), NOON))
                            .rows())
                    .hasSize(1);
            scores.assertRefused(
                    scores.log(kill(2, null, NOON)),
                    changedSides ? ScoreCode.SCORE_SIDE_LOCKED : ScoreCode.SCORE_NOT_PARTICIPANT);
        }
    }

    @Test
    void givenAPlayerWhoWentToTheOtherSide_itsSideIsLocked() {
        scores.commit(scores.log(kill(1)));
        scores.roster.put(
                attacker(0),
                TestWars.onRosterFrom(ATTACKERS, Side.ATTACKER, ParticipantStatus.LEFT, ACTIVE_FROM, true));

        scores.assertRefused(scores.log(kill(2)), ScoreCode.SCORE_SIDE_LOCKED);
        assertThat(scores.side(Side.ATTACKER).points()).isEqualTo(10);
    }

    @Test
    void givenAVictimOfTheSameSide_orCapturersOfBoth_itIsTheSameSide() {
        scores.assertRefused(scores.log(kill(1, attacker(0), attacker(1), NOON)), ScoreCode.SCORE_SAME_SIDE);
        scores.assertRefused(scores.log(kill(2, attacker(0), attacker(0), NOON)), ScoreCode.SCORE_SAME_SIDE);
        scores.assertRefused(
                scores.log(objective(3, BATTLE, List.of(attacker(0), defender(0)), NOON)), ScoreCode.SCORE_SAME_SIDE);
    }
}
