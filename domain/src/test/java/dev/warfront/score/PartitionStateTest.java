package dev.warfront.score;

import static dev.warfront.score.TestScores.ATTACKERS;
import static dev.warfront.score.TestScores.WAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Side;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.war.Tally;
import org.junit.jupiter.api.Test;

class PartitionStateTest {
    private static final TotalKey CLAN = new TotalKey(Scope.CLAN, ATTACKERS.value(), Side.ATTACKER);

    private final TestScores scores = new TestScores();

    @Test
    void givenAWarThatScores_itsTotalsAndRosterAreKept() {
        scores.commit(scores.log(TestScores.kill(1)));

        assertThat(scores.state.war(WAR).total(CLAN)).isNotEqualTo(Tally.NOTHING);
        assertThat(scores.state.lacksRoster(WAR, 1)).isFalse();
        assertThat(scores.state.lacksRoster(WAR, 2)).isTrue();
    }

    @Test
    void givenAWarWhoseLogIsClosed_onlyItsCountsAreKept_andLateEventsStillCount() {
        scores.commit(scores.log(TestScores.kill(1)), scores.marker(TestScores.NOON));

        assertThat(scores.state.war(WAR).total(CLAN)).isEqualTo(Tally.NOTHING);
        assertThat(scores.state.lacksRoster(WAR, 2)).isFalse();

        scores.commit(scores.log(TestScores.kill(2)));
        assertThat(scores.state.war(WAR).state().rejected()).isZero();
        assertThat(scores.state.war(WAR).state().afterFinal()).isEqualTo(1);
        assertThat(scores.state.war(WAR).state().lastSeq()).isEqualTo(1);
    }
}
