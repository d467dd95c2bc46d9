package dev.warfront.score;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every ledger tells a takeover of the events that were decided before it.
public interface SeenEventsContract extends LedgerPorts {
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

    private List<SeenSlice> seen(TestPartition partition, int limit) {
        return requireNonNull(
                ledger().seenEvents(partition.number, limit).collectList().block(PATIENCE));
    }

    private static List<UUID> ids(List<SeenSlice> slices) {
        return slices.stream()
                .flatMap(slice -> IntStream.range(0, slice.size()).mapToObj(slice::eventId))
                .toList();
    }
}
