package dev.warfront.score;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.score.VerifiedSums.Progress;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What all running sums promise, beside the ledger they add up.
public interface VerifiedSumsContract extends LedgerPorts {
    /// Adds points to a stored total that no ledger row explains.
    void damage(WarId war, TotalKey key, long points);

    private Progress addOn(WarId war, int rowsMax) {
        return done(transactions().inTransaction(sums().addOn(war, rowsMax)));
    }

    private long correct(WarId war) {
        return done(transactions().inTransaction(sums().correctTotals(war)));
    }

    private WarTotals totals(WarId war) {
        return requireNonNull(done(ledger().totals(List.of(war))).get(war));
    }

    @Test
    default void givenAWarOfWhichNothingWasRead_thereIsNothingToAdd() {
        var war = new WarId(UUID.randomUUID());

        assertThat(addOn(war, 10)).isEqualTo(new Progress(0, 0, null));
        assertThat(correct(war)).isZero();
    }

    @Test
    default void givenRows_theyAreAddedAFewAtATime_andAtEveryStepTheTotalsAreRight() {
        var partition = partition();
        var rows = partition.flush(partition.mixed()).rows().size();

        for (var added = 100; added < rows; added += 100) {
            assertThat(addOn(partition.war, 100)).isEqualTo(new Progress(added, rows, null));
            assertThat(correct(partition.war)).isZero();
        }
        assertThat(addOn(partition.war, 100)).isEqualTo(new Progress(rows, rows, null));
        assertThat(correct(partition.war)).isZero();
        assertThat(addOn(partition.war, 100)).isEqualTo(new Progress(rows, rows, null));
        assertThat(totals(partition.war).state().epoch()).isEqualTo(1);
    }

    @Test
    default void givenTheCutOffMarker_theLogIsClosed() {
        var partition = partition();
        partition.flush(partition.kill(1), new ParsedEvent.CutOff(partition.war));

        assertThat(addOn(partition.war, 10)).isEqualTo(new Progress(1, 1, 1L));
    }

    @Test
    default void givenATransactionThatFails_nothingIsAdded() {
        var partition = partition();
        partition.flush(partition.kill(1), partition.kill(2));
        var died = new IllegalStateException("died");

        StepVerifier.create(transactions()
                        .inTransaction(sums().addOn(partition.war, 10).then(Mono.<Void>error(died))))
                .expectErrorMatches(died::equals)
                .verify(PATIENCE);

        assertThat(addOn(partition.war, 1)).isEqualTo(new Progress(1, 2, null));
    }

    @Test
    default void givenTotalsThatTheLedgerDoesNotExplain_theyAreWrittenAnew_andTheEpochRises() {
        var partition = partition();
        var decision = partition.flush(partition.mixed());
        addOn(partition.war, 50);
        damage(partition.war, new TotalKey(Scope.SIDE, partition.war.value(), Side.ATTACKER), 7);
        damage(partition.war, new TotalKey(Scope.PLAYER, partition.attacker(1).value(), Side.ATTACKER), -3);

        assertThat(correct(partition.war)).isEqualTo(2);

        assertThat(partition.storedTotals()).isEqualTo(LedgerSums.of(decision.rows()));
        assertThat(totals(partition.war).state().epoch()).isEqualTo(2);
        assertThat(correct(partition.war)).isZero();
    }

    @Test
    default void givenAnOwnerThatGoesByTheOldTotals_itsFlushIsRefused_untilItForgetsThem() {
        var partition = partition();
        partition.flush(partition.kill(1));
        damage(partition.war, new TotalKey(Scope.SIDE, partition.war.value(), Side.ATTACKER), 7);
        correct(partition.war);
        var batch = List.of(new Batch(partition.owner(), partition.records(partition.kill(2))));

        StepVerifier.create(partition.flush.flush(batch))
                .expectErrorSatisfies(
                        error -> assertThat(((StaleTotals) error).wars()).containsExactly(partition.war))
                .verify(PATIENCE);
        assertThat(done(ledger().start(partition.number)).next()).isEqualTo(1);

        partition.owner().forget(partition.war);
        var decision = done(partition.flush.flush(batch)).getFirst();
        assertThat(decision.rows()).extracting(LedgerRow::seq).containsExactly(2L);
        assertThat(correct(partition.war)).isZero();
    }

    @Test
    default void givenNoSubscriber_nothingIsAdded() {
        var partition = partition();
        partition.flush(partition.kill(1));

        assertThat(sums().addOn(partition.war, 10)).isNotNull();

        assertThat(addOn(partition.war, 0)).isEqualTo(new Progress(0, 1, null));
    }
}
