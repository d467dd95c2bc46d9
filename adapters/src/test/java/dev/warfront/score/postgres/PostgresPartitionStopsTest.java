package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.PartitionStopsContract;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.TestPartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresPartitionStopsTest implements PartitionStopsContract {
    private final Ledger ledger = ScoresOnPostgres.ledger(TestDatabase.get().connections());

    @Override
    public PartitionStops stops() {
        return ScoresOnPostgres.stops(TestDatabase.get().connections());
    }

    @Override
    public Transactions transactions() {
        return ScoresOnPostgres.transactions(TestDatabase.get().connections());
    }

    @Override
    public void moveTo(int partition, long next) {
        done(ledger.start(partition));
        done(KernelOnPostgres.database()
                .sql("update score_partitions set next_offset = :next where topic = :topic and partition = :partition")
                .bind("next", next)
                .bind("topic", ScoreLog.FEED)
                .bind("partition", partition)
                .fetch()
                .rowsUpdated());
    }

    @Override
    public long next(int partition) {
        return done(ledger.start(partition)).next();
    }

    @Test
    void givenAFailureInWordsThatTheDatabaseDoesNotTake_theStopIsStoredAllTheSame() {
        var partition = 20_999;
        moveTo(partition, 5);
        var stop = new PartitionStop(
                partition,
                5,
                PartitionStop.Reason.REFUSED,
                "refused: \0",
                null,
                new RawRecord(null, null, Map.of()),
                Instant.EPOCH);

        stops().put(stop).block(TestPartition.PATIENCE);

        assertThat(done(stops().all()))
                .filteredOn(each -> each.partition() == partition)
                .extracting(PartitionStop::detail)
                .containsExactly("refused: \ufffd");
    }

    @Override
    public List<ReviewRow> reviews(int partition) {
        return done(ledger.feed(partition, 0, Long.MAX_VALUE, 100)).stream()
                .map(FeedItem.Refused.class::cast)
                .map(FeedItem.Refused::row)
                .toList();
    }
}
