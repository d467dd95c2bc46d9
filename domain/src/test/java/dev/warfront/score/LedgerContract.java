package dev.warfront.score;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timer;
import dev.warfront.war.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every ledger promises, with the flush that uses it. Each test has a partition and a war of its own.
public interface LedgerContract {
    Ledger ledger();

    /// The transactions of that ledger.
    Transactions transactions();

    /// What it adds up to.
    VerifiedSums sums();

    private TestPartition partition() {
        return new TestPartition(ledger(), transactions(), sums());
    }

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
                .isEqualTo(new ScoreState(partition.war, 1, decision.rows().size(), 241, 0, 61, null));
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
    default void givenATakeover_repeatsOfTheFormerOwnersEventsAreFoundAndSeqGoesOn() {
        var partition = partition();
        var captured = partition.capture(480);
        var before = partition.flush(
                partition.kill(1),
                partition.event("OBJECTIVE_CAPTURE", 2, null, 1, 2),
                partition.event("KILL", 3, partition.attacker(0)),
                captured);

        var owner = partition.takeOver();
        var after = partition.flush(
                owner,
                partition.records(
                        partition.event("OBJECTIVE_CAPTURE", 2, null, 1, 2),
                        partition.event("KILL", 3, partition.attacker(0)),
                        captured,
                        partition.kill(4)));

        assertThat(owner.seenCount()).isEqualTo(5);
        assertThat(after.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.seq()).isEqualTo(before.rows().size() + 1L));
        assertThat(requireNonNull(done(ledger().totals(List.of(partition.war))).get(partition.war))
                        .state()
                        .duplicates())
                .isEqualTo(3);
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
    default void givenALimitOfSeenEvents_theNewestAreAmongThem() {
        var partition = partition();
        var decision = partition.flush(partition.kill(1), partition.kill(2), partition.kill(3));

        assertThat(ids(seen(partition, 2)))
                .contains(
                        decision.rows().get(1).eventId(), decision.rows().get(2).eventId());
    }

    @Test
    default void givenRefusalsAmongTheEvents_theyComeNewestFirst() {
        var partition = partition();
        var records = partition.mixed();
        var expected =
                partition.flush(records).seen().stream().map(SeenEvent::eventId).toList();

        var newestFirst = seen(partition, 1_000).stream()
                .map(slice -> Set.copyOf(ids(List.of(slice))))
                .toList();

        var end = expected.size();
        for (var slice : newestFirst) {
            assertThat(slice).isEqualTo(Set.copyOf(expected.subList(end - slice.size(), end)));
            end -= slice.size();
        }
        assertThat(end).isZero();
    }

    private List<SeenSlice> seen(TestPartition partition, int limit) {
        return requireNonNull(
                ledger().seenEvents(partition.number, limit).collectList().block(PATIENCE));
    }

    private static List<UUID> ids(List<SeenSlice> slices) {
        return slices.stream()
                .flatMap(slice -> IntStream.range(0, slice.size()).mapToObj(slice::eventId))
                .toList();
    }

    @Test
    default void givenEventsOfEveryResult_eachIsSeenWithItsResultAndNoEarlierThanItWas() {
        var partition = partition();
        var decision = partition.flush(partition.mixed());

        assertAllAreSeen(partition, List.of(decision));
    }

    /// Some in a stretch of several flushes, some twice, some not at all.
    @Test
    default void givenStretchesThatAreKept_eachEventIsSeenOnce_newestFirst() {
        var partition = partition();
        var begin = partition.flush(partition.mixed());
        var second = partition.flush(partition.kill(1_001), partition.event("KILL", 1_002, partition.attacker(0)));
        var third = partition.flush(partition.kill(1_003));
        var left = partition.flush(partition.kill(1_004), partition.kill(1_005));
        var last = partition.flush(partition.kill(1_006));
        var after = partition.flush(partition.kill(1_007));
        done(ledger().keep(stretch(begin, second)).thenReturn(true));
        done(ledger().keep(stretch(begin, second)).thenReturn(true));
        done(ledger().keep(stretch(third)).thenReturn(true));
        done(ledger().keep(stretch(last)).thenReturn(true));
        done(ledger().keep(stretch(left, last)).thenReturn(true));

        assertAllAreSeen(partition, List.of(begin, second, third, left, last, after));
    }

    private static SeenStretch stretch(BatchDecision... flushes) {
        var events = Stream.of(flushes).flatMap(each -> each.seen().stream()).toList();
        return new SeenStretch(
                flushes[0].partition(), flushes[0].from(), flushes[flushes.length - 1].next(), SeenSlice.of(events));
    }

    private void assertAllAreSeen(TestPartition partition, List<BatchDecision> decisions) {
        var all = decisions.stream().flatMap(each -> each.seen().stream()).toList();
        var expected = new HashMap<UUID, SeenEvent>();
        all.forEach(event -> expected.put(event.eventId(), event));

        var seen = seen(partition, 1_000);

        var end = all.size();
        for (var slice : seen) {
            assertThat(ids(List.of(slice)))
                    .containsExactlyInAnyOrderElementsOf(all.subList(end - slice.size(), end).stream()
                            .map(SeenEvent::eventId)
                            .toList());
            end -= slice.size();
        }
        assertThat(end).isZero();
        for (var slice : seen) {
            for (var i = 0; i < slice.size(); i++) {
                var decided = requireNonNull(expected.get(slice.eventId(i)));
                assertThat(slice.seen(i))
                        .isEqualTo(new DeduplicationWindow.Seen(decided.payloadHash(), decided.first()));
                assertThat(slice.lastReceipt()).isAfterOrEqualTo(decided.appendedAt());
                assertThat(slice.clockAhead(i) || !decided.occurredAt().isAfter(decided.appendedAt()))
                        .isTrue();
            }
        }
    }

    @Test
    default void givenTheFeed_itHasEverythingInTheOrderOfTheLogPageByPage() {
        var partition = partition();
        var records = partition.mixed();
        var decision = partition.flush(records);
        var whole = new ArrayList<FeedItem>();
        var from = 0L;
        for (var page = done(ledger().feed(partition.number, 0, records.size(), 120));
                !page.isEmpty();
                page = done(ledger().feed(partition.number, from, records.size(), 120))) {
            whole.addAll(page);
            from = page.getLast().offset() + 1;
        }

        assertThat(whole).hasSize(decision.rows().size() + decision.reviews().size());
        assertThat(whole).isSortedAccordingTo(Comparator.comparingLong(FeedItem::offset));
        assertThat(whole.stream()
                        .filter(FeedItem.Recorded.class::isInstance)
                        .map(each -> ((FeedItem.Recorded) each).row()))
                .isEqualTo(decision.rows());
    }

    @Test
    default void givenLongDeadLetters_aPageHasNoMoreThanItsWeight_andOfEachItsBeginning() {
        var partition = partition();
        var letters = IntStream.range(0, 10)
                .mapToObj(_ -> partition.malformed(new byte[100_000]))
                .toList();
        partition.flush(letters);
        partition.flush(partition.kill(1));
        var whole = new ArrayList<FeedItem>();
        var from = 0L;
        for (var page = done(ledger().feed(partition.number, 0, 11, 20));
                !page.isEmpty();
                page = done(ledger().feed(partition.number, from, 11, 20))) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            whole.addAll(page);
            from = page.getLast().offset() + 1;
        }

        assertThat(whole).extracting(FeedItem::offset).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(whole.subList(0, 10))
                .extracting(each -> ((FeedItem.Refused) each).row().raw())
                .allSatisfy(raw -> {
                    assertThat(raw.value()).hasSize(4 * 1024);
                    assertThat(raw.valueBytes()).isEqualTo(100_000);
                });
    }

    @Test
    default void givenARecordOfManyEvents_eachIsStoredUnderItsIndex_andIsNeverPartedFromTheOthers() {
        var partition = partition();
        partition.flush(partition.kill(1), partition.kill(2));
        var records = partition.batch(
                partition.kill(3),
                new ParsedEvent.Malformed(null, "not an object"),
                partition.event("OBJECTIVE_CAPTURE", 4, null, 1, 2, 3),
                partition.event("KILL", 5, partition.attacker(0)),
                partition.kill(6),
                partition.kill(3));

        var decision = partition.flush(records);

        assertThat(decision.next()).isEqualTo(3);
        assertThat(decision.rows()).extracting(LedgerRow::index).containsExactly(0, 2, 2, 2, 2, 4);
        assertThat(decision.reviews()).extracting(ReviewRow::index).containsExactly(1, 3);
        var page = done(ledger().feed(partition.number, 2, 3, 1));
        assertThat(page).hasSize(8).allMatch(item -> item.offset() == 2);
        assertThat(page.stream()
                        .filter(FeedItem.Recorded.class::isInstance)
                        .map(each -> ((FeedItem.Recorded) each).row()))
                .isEqualTo(decision.rows());
        assertThat(page.stream()
                        .filter(FeedItem.Refused.class::isInstance)
                        .map(each -> ((FeedItem.Refused) each).row().index()))
                .containsExactly(1, 3);
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
    default void givenNoSubscriber_nothingIsWritten() {
        var partition = partition();
        var batch = List.of(new Batch(partition.owner(), partition.records(partition.kill(1))));

        assertThat(ledger().moveOffsets(batch)).isNotNull();
        assertThat(partition.flush.flush(batch)).isNotNull();
        assertThat(ledger().published(Map.of(partition.number, 1L))).isNotNull();

        assertThat(done(ledger().start(partition.number))).isEqualTo(new Ledger.Start(0, 0));
    }
}
