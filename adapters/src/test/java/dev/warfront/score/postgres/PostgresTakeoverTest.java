package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a takeover remembers of more events than it keeps, or than a row holds.
class PostgresTakeoverTest extends LedgerOnPostgres {
    @Test
    void givenMoreEventsThanATakeoverKeeps_whatItLeavesOutIsTooOld_andTheNewestAreKnown() {
        var events = 20_000;
        for (var first = 0; first < events; first += 5_000) {
            partition.flush(IntStream.range(first, first + 5_000)
                    .mapToObj(partition::kill)
                    .map(partition::record)
                    .toList());
        }

        var owner = partition.takeOver(10_000);
        var decision = partition.flush(owner, partition.records(partition.kill(0), partition.kill(events - 1)));

        assertThat(owner.seenCount()).isBetween(1, 10_000);
        assertThat(decision.reviews()).extracting(ReviewRow::code).containsExactly(ScoreCode.SCORE_TOO_OLD);
        assertThat(decision.results().keySet())
                .extracting(BatchDecision.EventResult::status)
                .containsExactlyInAnyOrder(BatchDecision.Status.REJECTED, BatchDecision.Status.DUPLICATE);
    }

    /// A slice of refusals reaches from the first event to the last, and is known by its last receipt.
    @Test
    void givenMoreThanATakeoverKeeps_andAFewRefusalsAllTheTime_whatHappenedSinceIsNotTooOld() {
        var events = 33_000;
        var begin = partition.now.minus(Duration.ofMinutes(8));
        for (var first = 0; first < events; first += 5_500) {
            partition.flush(IntStream.range(first, first + 5_500)
                    .mapToObj(i -> partition.record(killOrRefusal(i), begin.plusMillis(i * 14L)))
                    .toList());
        }

        var owner = partition.takeOver(17_000);
        var late = partition.record(partition.kill(events), partition.now.minusSeconds(30));
        var decision = partition.flush(owner, List.of(late));

        assertThat(owner.seenCount()).isBetween(1, 17_000);
        assertThat(decision.reviews()).isEmpty();
        assertThat(decision.rows()).hasSize(1);
    }

    /// More of both kinds than a row holds, and at the end all in one record.
    @Test
    void givenManyEventsOfBothKinds_aTakeoverKnowsThemAll() {
        var events = 40_000;
        for (var first = 0; first < events; first += 20_000) {
            partition.flush(IntStream.range(first, first + 20_000)
                    .mapToObj(i -> i % 2 == 0 ? partition.event("KILL", i, partition.attacker(0)) : partition.kill(i))
                    .map(partition::record)
                    .toList());
        }
        partition.flush(partition.batch(IntStream.range(events, events + 32_000)
                .mapToObj(i -> i % 2 == 0 ? partition.event("KILL", i, partition.attacker(0)) : partition.kill(i))
                .toArray(ParsedEvent[]::new)));

        var owner = partition.takeOver();

        assertThat(owner.seenCount()).isEqualTo(events + 32_000);
    }

    /// Its offsets begin anew, below those of what was lost.
    @Test
    void givenALogThatWasMadeAnew_aTakeoverKnowsTheEventsOfBoth() {
        partition.flush(IntStream.range(0, 500)
                .mapToObj(partition::kill)
                .map(partition::record)
                .toList());
        done(KernelOnPostgres.database()
                .sql("update score_partitions set next_offset = 7 where topic = :topic and partition = :partition")
                .bind("topic", ScoreLog.FEED)
                .bind("partition", partition.number)
                .fetch()
                .rowsUpdated());

        assertThat(partition.takeOver().seenCount()).isEqualTo(500);
    }

    private ParsedEvent killOrRefusal(int id) {
        return id % 1_000 == 999 ? partition.event("KILL", id, partition.attacker(0)) : partition.kill(id);
    }
}
