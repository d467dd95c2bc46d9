package dev.warfront.score;

import static dev.warfront.score.TestScores.ATTACKERS;
import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.DEFENDERS;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.assist;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.capture;
import static dev.warfront.score.TestScores.defender;
import static dev.warfront.score.TestScores.kill;
import static dev.warfront.score.TestScores.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.Side;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {
    private final TestScores scores = new TestScores();

    private Tally total(Scope scope, UUID id, Side side) {
        return scores.state.war(WAR).total(new TotalKey(scope, id, side));
    }

    @Test
    void givenAKill_theKillerGetsTenAndTheVictimADeath() {
        scores.commit(scores.log(kill(1, BATTLE, NOON)));

        var made = new Tally(10, 1, 0, 0, 0);
        var suffered = new Tally(0, 0, 1, 0, 0);
        assertThat(scores.side(Side.ATTACKER)).isEqualTo(made);
        assertThat(total(Scope.CLAN, ATTACKERS.value(), Side.ATTACKER)).isEqualTo(made);
        assertThat(total(Scope.PLAYER, attacker(0).value(), Side.ATTACKER)).isEqualTo(made);
        assertThat(total(Scope.BATTLE, BATTLE.value(), Side.ATTACKER)).isEqualTo(made);
        assertThat(scores.side(Side.DEFENDER)).isEqualTo(suffered);
        assertThat(total(Scope.CLAN, DEFENDERS.value(), Side.DEFENDER)).isEqualTo(suffered);
        assertThat(total(Scope.PLAYER, defender(0).value(), Side.DEFENDER)).isEqualTo(suffered);
        assertThat(total(Scope.BATTLE, BATTLE.value(), Side.DEFENDER)).isEqualTo(suffered);
    }

    @Test
    void givenAnAssist_itIsThreePoints() {
        scores.commit(scores.log(assist(1, defender(2), attacker(0), NOON)));

        assertThat(scores.side(Side.DEFENDER)).isEqualTo(new Tally(3, 0, 0, 1, 0));
        assertThat(scores.side(Side.ATTACKER)).isEqualTo(Tally.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 15})
    void givenAnObjective_itsFiftyPointsAreSharedAndTheLeadClanGetsTheRemainder(int players) {
        var capturers =
                IntStream.range(0, players).mapToObj(TestScores::attacker).toList();

        var rows =
                scores.commit(scores.log(objective(1, BATTLE, capturers, NOON))).rows();

        assertThat(rows).hasSize(players + 1);
        assertThat(rows.getFirst().eventId()).isEqualTo(new UUID(9, 1));
        assertThat(rows.getFirst().player()).isNull();
        assertThat(rows.getFirst().points()).isEqualTo(50 % players);
        assertThat(rows.get(1).eventId())
                .isEqualTo(NamedId.of(new UUID(9, 1), attacker(0).value().toString()));
        assertThat(rows.get(1).points()).isEqualTo(50 / players);
        assertThat(scores.side(Side.ATTACKER)).isEqualTo(new Tally(50, 0, 0, 0, 1));
        assertThat(total(Scope.CLAN, ATTACKERS.value(), Side.ATTACKER)).isEqualTo(new Tally(50, 0, 0, 0, 1));
        assertThat(total(Scope.PLAYER, attacker(0).value(), Side.ATTACKER))
                .isEqualTo(new Tally(50 / players, 0, 0, 0, 1));
        assertThat(scores.warState()).isEqualTo(new ScoreState(WAR, 1, players + 1, 1, 0, 0, null, 0));
    }

    @Test
    void givenAHundredCapturers_theLeadClanGetsAll() {
        var capturers = IntStream.range(0, 100).mapToObj(TestScores::attacker).toList();
        capturers.forEach(each -> scores.roster.put(each, TestScores.entry(ATTACKERS, Side.ATTACKER)));

        var rows =
                scores.commit(scores.log(objective(1, null, capturers, NOON))).rows();

        assertThat(rows).hasSize(101);
        assertThat(rows.getFirst().points()).isEqualTo(50);
        assertThat(scores.side(Side.ATTACKER).points()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"RESOURCE,1,200", "RESOURCE,10,380", "STRATEGIC,3,480", "STRATEGIC,5,560", "CAPITAL,10,1520"})
    void givenACapture_itIsWorthItsTypeAndDifficulty(TerritoryType type, int difficulty, long points) {
        assertThat(TestScores.CAPTURES.pointsFor(type.weight(), difficulty)).isEqualTo(points);
    }

    @Test
    void givenACapture_theClanGetsItOutsideTheBattlesScore() {
        scores.commit(scores.derived(capture(1, Side.DEFENDER, 480, NOON), NOON, NOON));

        assertThat(scores.side(Side.DEFENDER).points()).isEqualTo(480);
        assertThat(total(Scope.CLAN, DEFENDERS.value(), Side.DEFENDER).points()).isEqualTo(480);
        assertThat(total(Scope.BATTLE, BATTLE.value(), Side.DEFENDER)).isEqualTo(Tally.NOTHING);
    }

    @Test
    void givenACaptureThatTheLogGotLongAfter_itsReceiptIsWhenItWasStored() {
        var day = NOON.plus(Duration.ofDays(1));

        scores.commit(scores.derived(capture(1, Side.ATTACKER, 200, NOON), NOON, day));
        var again = scores.commit(
                scores.derived(capture(1, Side.ATTACKER, 200, NOON), NOON, day.plus(Duration.ofDays(1))),
                scores.log(kill(1), day),
                scores.derived(capture(1, Side.ATTACKER, 200, NOON), NOON, day.plus(Duration.ofDays(2))));

        assertThat(again.rows()).isEmpty();
        assertThat(scores.ledger)
                .singleElement()
                .satisfies(row -> assertThat(row.receivedAt()).isEqualTo(NOON));
        assertThat(scores.warState().duplicates()).isEqualTo(2);
    }

    @Test
    void givenACapturesStoredAfterTheEndButBefore_itCountsWhenItHappenedBefore() {
        scores.endedAt(NOON.plusMillis(1));

        scores.commit(scores.derived(capture(1, Side.ATTACKER, 200, NOON), NOON, NOON.plusSeconds(300)));

        assertThat(scores.side(Side.ATTACKER).points()).isEqualTo(200);
    }

    @Test
    void givenAChange_subscribersGetAbsoluteNumbersAndTheSeqBefore() {
        scores.commit(scores.log(kill(1, BATTLE, NOON)));

        var change = scores.commit(scores.log(kill(2, BATTLE, NOON)), scores.log(kill(3, BATTLE, NOON.plusSeconds(1))))
                .changes()
                .getFirst();

        assertThat(change.prevSeq()).isEqualTo(1);
        assertThat(change.lastSeq()).isEqualTo(3);
        assertThat(change.sides())
                .isEqualTo(Map.of(Side.ATTACKER, new Tally(30, 3, 0, 0, 0), Side.DEFENDER, new Tally(0, 0, 3, 0, 0)));
        assertThat(change.battles()).isEqualTo(List.of(new WarScoreChange.BattlePoints(BATTLE, 30, 0)));
    }

    @Test
    void givenAnEndedBattle_subscribersDoNotSeeWhatCameTooLateForIt() {
        scores.battleEndedAt(NOON);

        var change =
                scores.commit(scores.log(kill(1, BATTLE, NOON.minusMillis(1)))).changes();

        assertThat(change)
                .singleElement()
                .satisfies(each -> assertThat(each.battles()).isEmpty());
    }

    @Test
    void givenOnlyRefusals_subscribersSeeNothing() {
        var decision = scores.commit(scores.log(kill(1, attacker(0), attacker(1), NOON)));

        assertThat(decision.changes()).isEmpty();
        assertThat(decision.wars()).hasSize(1);
    }

    @Test
    void givenTotalsAtTheEndOfLong_theyDoNotWrap() {
        var almost = new Tally(Long.MAX_VALUE, 0, 0, 0, 0);

        assertThatThrownBy(() -> almost.plus(new Tally(1, 0, 0, 0, 0))).isInstanceOf(ArithmeticException.class);
    }
}
