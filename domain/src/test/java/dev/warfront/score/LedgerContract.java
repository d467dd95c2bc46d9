package dev.warfront.score;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timer;
import dev.warfront.war.Tally;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every ledger promises of offsets and totals, with the flush that uses it.
public interface LedgerContract extends LedgerPorts {
    @Test
    default void givenANewPartition_itStartsAtZero_andGoesOnWhereItWasLeft() {
        var partition = partition();
        assertThat(done(ledger().start(partition.number))).isEqualTo(new Ledger.Start(0, 0));

        partition.flush(partition.kill(1), partition.kill(2));

        assertThat(done(ledger().start(partition.number))).isEqualTo(new Ledger.Start(2, 0));
    }

    @Test
    default void givenAFlush_theTotalsAreThoseOfItsRows() {
        var partition = partition();
        var decision = partition.flush(partition.mixed());

        var totals = done(ledger().totals(List.of(partition.war, new WarId(UUID.randomUUID()))));

        assertThat(totals).containsOnlyKeys(partition.war);
        assertThat(requireNonNull(totals.get(partition.war)).totals())
                .allSatisfy((key, _) -> assertThat(key.scope()).isNotEqualTo(TotalKey.Scope.BATTLE));
        assertThat(partition.storedTotals()).isEqualTo(LedgerSums.of(decision.rows()));
        assertThat(requireNonNull(totals.get(partition.war)).state())
                .isEqualTo(new ScoreState(partition.war, 1, decision.rows().size(), 241, 0, 61, null, 0));
        var capture = decision.rows().getLast();
        assertThat(done(ledger().derived(List.of(capture.eventId(), UUID.randomUUID()))))
                .containsExactly(Map.entry(capture.eventId(), capture.payloadHash()));
        assertThat(done(ledger().derived(List.of(decision.rows().getFirst().eventId()))))
                .isEmpty();
    }

    @Test
    default void givenAStaleOwner_itsFlushIsRefusedAndStoresNothing() {
        var partition = partition();
        var stale = partition.owner(0);
        partition.flush(partition.kill(1));

        StepVerifier.create(partition.flush.flush(List.of(new Batch(stale, partition.records(partition.kill(2))))))
                .expectErrorSatisfies(
                        error -> assertThat(((StaleOwner) error).partitions()).containsExactly(partition.number))
                .verify(PATIENCE);

        assertThat(done(ledger().start(partition.number)).next()).isEqualTo(1);
        assertThat(done(ledger().feed(partition.number, 0, 10, 10))).hasSize(1);
    }

    @Test
    default void givenOneStaleOwnerOfTwo_neitherOffsetIsMoved() {
        var own = partition();
        var lost = partition();
        var stale = lost.owner(0);
        lost.flush(lost.kill(1));
        var both =
                List.of(new Batch(own.owner(), own.records(own.kill(1))), new Batch(stale, lost.records(lost.kill(2))));

        StepVerifier.create(transactions().inTransaction(ledger().moveOffsets(both)))
                .expectErrorSatisfies(
                        error -> assertThat(((StaleOwner) error).partitions()).containsExactly(lost.number))
                .verify(PATIENCE);

        assertThat(done(ledger().start(own.number)).next()).isZero();
    }

    @Test
    default void givenTwoBatchesOfOnePartition_theyAreRefused() {
        var partition = partition();
        var both = List.of(
                new Batch(partition.owner(), partition.records(partition.kill(1))),
                new Batch(partition.owner(0), partition.records(partition.kill(2))));

        assertThatIllegalArgumentException().isThrownBy(() -> done(partition.flush.flush(both)));

        assertThat(done(ledger().start(partition.number)).next()).isZero();
    }

    @Test
    default void givenAFlushThatFailsBeforeItsCommit_nothingIsStored_andTheNextComesToTheSame() {
        var partition = partition();
        var batch = List.of(new Batch(partition.owner(), partition.records(partition.kill(1), partition.kill(2))));
        var died = new IllegalStateException("died");

        StepVerifier.create(transactions()
                        .inTransaction(partition.flush.flush(batch).then(Mono.<Void>error(died))))
                .expectErrorMatches(died::equals)
                .verify(PATIENCE);

        assertThat(done(ledger().start(partition.number)).next()).isZero();
        assertThat(done(ledger().totals(List.of(partition.war)))).isEmpty();
        var decided = done(partition.flush.flush(batch)).getFirst();
        assertThat(decided.rows()).extracting(LedgerRow::seq).containsExactly(1L, 2L);
    }

    @Test
    default void givenATakeoverOfAWarWithManyBattles_onlyThoseThatAreNamedAreRead_andTheirPointsGoOn() {
        var partition = partition();
        var former = partition.flush(partition.kill(1), partition.event("OBJECTIVE_CAPTURE", 2, null, 1, 2));
        var other = partition.world.newBattle(partition.war);
        var scored = done(partition.world.battles().find(List.of(partition.battle, other)));
        var attackers = new TotalKey(TotalKey.Scope.BATTLE, partition.battle.value(), Side.ATTACKER);

        var owner = partition.takeOver();
        assertThat(owner.lacksBattle(partition.war, partition.battle)).isTrue();
        var first = partition.flush(owner, partition.records(partition.kill(3)));
        var second = partition.flush(owner, partition.records(partition.kill(4)));

        assertThat(former.wars().getFirst().totals().get(attackers)).isEqualTo(new Tally(60, 1, 0, 0, 1));
        assertThat(first.wars().getFirst().totals().get(attackers)).isEqualTo(new Tally(70, 2, 0, 0, 1));
        assertThat(second.wars().getFirst().totals().get(attackers)).isEqualTo(new Tally(80, 3, 0, 0, 1));
        assertThat(owner.lacksBattle(partition.war, partition.battle)).isFalse();
        assertThat(owner.lacksBattle(partition.war, other)).isTrue();
        assertThat(done(ledger().battleTotals(scored.values())))
                .containsOnlyKeys(
                        attackers, new TotalKey(TotalKey.Scope.BATTLE, partition.battle.value(), Side.DEFENDER));
        assertThat(done(ledger().battleTotals(List.of(requireNonNull(scored.get(other))))))
                .isEmpty();
    }

    @Test
    default void givenPublishedOffsets_theyNeverMoveBack() {
        var partition = partition();
        partition.flush(partition.kill(1), partition.kill(2), partition.kill(3));

        done(ledger().published(Map.of(partition.number, 3L)).thenReturn(true));
        done(ledger().published(Map.of(partition.number, 1L)).thenReturn(true));

        assertThat(done(ledger().start(partition.number))).isEqualTo(new Ledger.Start(3, 3));
    }

    @Test
    default void givenTheCutOffMarker_theWarIsClosedAndItsSettlementGoesOn() {
        var partition = partition();
        partition.flush(partition.kill(1), new ParsedEvent.CutOff(partition.war));

        assertThat(partition.timers.pending())
                .extracting(Timer::kind)
                .containsExactly(ReconcileScores.CATCH_UP, ReconcileScores.RECONCILE);
        assertThat(requireNonNull(done(ledger().totals(List.of(partition.war))).get(partition.war))
                        .state()
                        .closedSeq())
                .isEqualTo(1);
    }

    @Test
    default void givenEventsBehindTheMarker_theyStandInACountOfTheirOwn_alsoAfterATakeover() {
        var partition = partition();
        partition.flush(partition.kill(1), new ParsedEvent.CutOff(partition.war), partition.kill(1));

        partition.flush(partition.takeOver(), partition.records(partition.kill(1), partition.kill(2)));

        assertThat(requireNonNull(done(ledger().totals(List.of(partition.war))).get(partition.war))
                        .state())
                .isEqualTo(new ScoreState(partition.war, 1, 1, 1, 0, 0, 1L, 3));
    }

    @Test
    default void givenNoSubscriber_nothingIsWritten() {
        var partition = partition();
        var batch = List.of(new Batch(partition.owner(), partition.records(partition.kill(1))));

        assertThat(ledger().moveOffsets(batch)).isNotNull();
        assertThat(partition.flush.flush(batch)).isNotNull();
        assertThat(ledger().published(Map.of(partition.number, 1L))).isNotNull();

        assertThat(done(ledger().start(partition.number))).isEqualTo(new Ledger.Start(0, 0));
    }
}
