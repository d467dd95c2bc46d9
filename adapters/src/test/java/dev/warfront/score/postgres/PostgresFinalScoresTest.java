package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.StaleWrite;
import dev.warfront.score.LedgerSums;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.TotalKey;
import dev.warfront.war.FinalScores;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.Scoreboard;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// Scores that are final: from the sums, once.
class PostgresFinalScoresTest extends LedgerOnPostgres {
    @Test
    void givenAddedUpRows_theFinalTotalsAreThoseOfTheLedger() {
        var decision = partition.flush(partition.mixed());
        done(transactions.inTransaction(sums().addOn(partition.war, 1_000)));

        var totals = verified();

        assertThat(totals.attacker().points())
                .isEqualTo(
                        decision.rows().stream().mapToLong(row -> row.points()).sum());
        assertThat(totals.lastSeq()).isEqualTo(decision.rows().size());
        var leads = partition.world.leads(partition.war);
        assertThat(totals.clans()).containsOnlyKeys(leads.attacker(), leads.defender());
        assertThat(totals.players()).hasSize((int) LedgerSums.of(decision.rows()).keySet().stream()
                .filter(key -> key.scope() == TotalKey.Scope.PLAYER)
                .count());
    }

    @Test
    void givenRowsThatAreNotAddedUp_theFinalTotalsAreRefused() {
        partition.flush(partition.kill(1), partition.kill(2));
        done(transactions.inTransaction(sums().addOn(partition.war, 1)));

        StepVerifier.create(transactions.inTransaction(finalScores().verified(partition.war)))
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    @Test
    void givenALastSeq_finalIsSetOnceAndOnlyForIt() {
        partition.flush(partition.kill(1), partition.kill(2));

        finalised(1).expectError(StaleWrite.class).verify(PATIENCE);
        assertThat(done(ScoresOnPostgres.scoreboard().score(partition.war)).isFinal())
                .isFalse();
        finalised(2).expectComplete().verify(PATIENCE);
        finalised(2).expectComplete().verify(PATIENCE);
        assertThat(done(ScoresOnPostgres.scoreboard().score(partition.war)).isFinal())
                .isTrue();
    }

    @Test
    void givenFinalScores_whatComesThenMovesNothingButItsOwnCount() {
        partition.flush(partition.kill(1), partition.kill(1), partition.event("DANCE", 2, null));
        partition.flush(new ParsedEvent.CutOff(partition.war));
        finalised(1).expectComplete().verify(PATIENCE);
        var score = done(ScoresOnPostgres.scoreboard().score(partition.war));

        partition.flush(partition.kill(1), partition.kill(3), partition.event("DANCE", 4, null));

        assertThat(done(ScoresOnPostgres.scoreboard().score(partition.war))).isEqualTo(score);
        assertThat(done(ScoresOnPostgres.scoreboard().stats(partition.war)))
                .isEqualTo(new Scoreboard.Stats(1, 1, 1, 1, 1L, true, 3));
    }

    @Test
    void givenAWarWithoutRecords_itsScoresAreZeroAndCanBeFinal() {
        assertThat(verified()).isEqualTo(FinalTotals.NOTHING);
        finalised(0).expectComplete().verify(PATIENCE);
        assertThat(done(ScoresOnPostgres.scoreboard().stats(partition.war)).isFinal())
                .isTrue();
    }

    private FinalTotals verified() {
        return done(transactions.inTransaction(finalScores().verified(partition.war)));
    }

    private StepVerifier.FirstStep<Void> finalised(long lastSeq) {
        return StepVerifier.create(transactions.inTransaction(finalScores().finalise(partition.war, lastSeq)));
    }

    private FinalScores finalScores() {
        return (FinalScores) sums();
    }
}
