package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.Batch;
import dev.warfront.score.PartitionState;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.TestPartition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Rows of partitions are locked in the order of their numbers, whatever the order of those who ask.
class PartitionLocksTest extends LedgerOnPostgres {
    @Test
    void givenTheRowOfAnEarlierPartitionIsHeld_aMoveOfBothHoldsNoLaterOne() {
        var later = partition();

        assertWaitsForTheEarlier(
                later, ledger.moveOffsets(List.of(batch(later, later.owner()), batch(partition, partition.owner()))));
    }

    @Test
    void givenTheRowOfAnEarlierPartitionIsHeld_notingBothAsPublishedHoldsNoLaterOne() {
        var later = partition();
        var both = new LinkedHashMap<Integer, Long>();
        both.put(later.number, 0L);
        both.put(partition.number, 0L);

        assertWaitsForTheEarlier(later, ledger.published(both));
    }

    private static Batch batch(TestPartition partition, PartitionState owner) {
        return new Batch(owner, partition.records(partition.kill(1)));
    }

    /// While somebody else holds the row of this test's partition, which the table has behind the other one.
    private void assertWaitsForTheEarlier(TestPartition later, Mono<Void> update) {
        done(ledger.start(partition.number));
        var held = Sinks.<Void>empty();
        var over = Sinks.<Void>empty();
        var holding = lockFree(partition.number)
                .then(Mono.fromRunnable(held::tryEmitEmpty))
                .then(over.asMono())
                .as(transactions::inTransaction);
        var updating = held.asMono().then(inTheOrderOfTheTable().then(update).as(transactions::inTransaction));
        var looking = held.asMono()
                .then(someoneWaits())
                .then(lockFree(later.number).as(transactions::inTransaction))
                .doFinally(_ -> over.tryEmitEmpty());

        assertThat(done(Mono.zip(looking, holding.thenReturn(true), updating.thenReturn(true)))
                        .getT1())
                .as("the row of the later partition is free")
                .isTrue();
    }

    /// As the database reads a table unless it finds an index worth while.
    private static Mono<Void> inTheOrderOfTheTable() {
        return Flux.just("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan", "enable_mergejoin")
                .concatMap(way -> KernelOnPostgres.database()
                        .sql("set local " + way + " = off")
                        .then())
                .then();
    }

    private static Mono<Boolean> lockFree(int partition) {
        return KernelOnPostgres.database()
                .sql("""
                        select partition from score_partitions where topic = :topic and partition = :partition
                        for update skip locked""")
                .bind("topic", ScoreLog.FEED)
                .bind("partition", partition)
                .mapValue(Integer.class)
                .one()
                .hasElement();
    }

    private static Mono<Boolean> someoneWaits() {
        return KernelOnPostgres.database()
                .sql("""
                        select count(*) > 0 from pg_stat_activity
                        where wait_event_type = 'Lock' and query like '%update score_partitions%'""")
                .mapValue(Boolean.class)
                .one()
                .filter(waits -> waits)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(10)));
    }
}
