package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.done;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionStops;
import dev.warfront.score.PartitionStopsContract;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreLog;
import java.util.List;

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

    @Override
    public List<ReviewRow> reviews(int partition) {
        return done(ledger.feed(partition, 0, Long.MAX_VALUE, 100)).stream()
                .map(FeedItem.Refused.class::cast)
                .map(FeedItem.Refused::row)
                .toList();
    }
}
