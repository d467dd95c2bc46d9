package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.TestPartition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Who remembers scores is told of those that do not change by a flush, after the commit and not before.
class ChangedScoresTest {
    private final List<WarId> told = new ArrayList<>();
    private final PostgresVerifiedSums sums = ScoresOnPostgres.verifiedSums(List.of(told::add));
    private final Transactions transactions =
            ScoresOnPostgres.transactions(TestDatabase.get().connections());
    private final TestPartition partition =
            new TestPartition(ScoresOnPostgres.ledger(TestDatabase.get().connections()), transactions, sums);

    @Test
    void givenTotalsThatAreCorrected_theirWarIsTold() {
        partition.flush(partition.kill(1));
        done(transactions.inTransaction(sums.addOn(partition.war, 10)));
        assertThat(correct()).isZero();
        assertThat(told).isEmpty();

        done(KernelOnPostgres.database()
                .sql("update clan_war_score_totals set points = points + 1 where war_id = :war")
                .bind("war", partition.war.value())
                .fetch()
                .rowsUpdated());

        assertThat(correct()).isPositive();
        assertThat(told).containsExactly(partition.war);
    }

    private long correct() {
        return done(transactions.inTransaction(
                sums.correctTotals(partition.war).doOnNext(_ -> assertThat(told).isEmpty())));
    }

    @Test
    void givenScoresThatAreMadeFinal_theirWarIsTold_unlessItIsUndone() {
        partition.flush(partition.kill(1));

        StepVerifier.create(transactions.inTransaction(
                        sums.finalise(partition.war, 1).then(Mono.error(new IllegalStateException("undone")))))
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
        assertThat(told).isEmpty();

        StepVerifier.create(transactions.inTransaction(sums.finalise(partition.war, 1)))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(told).containsExactly(partition.war);
    }
}
