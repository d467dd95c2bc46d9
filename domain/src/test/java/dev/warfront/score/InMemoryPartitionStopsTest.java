package dev.warfront.score;

import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.Transactions;
import java.util.List;

class InMemoryPartitionStopsTest implements PartitionStopsContract {
    private final InMemoryPartitionStops stops = new InMemoryPartitionStops();

    @Override
    public PartitionStops stops() {
        return stops;
    }

    @Override
    public Transactions transactions() {
        return new DirectTransactions();
    }

    @Override
    public void moveTo(int partition, long next) {
        stops.moveTo(partition, next);
    }

    @Override
    public long next(int partition) {
        return stops.next(partition);
    }

    @Override
    public List<ReviewRow> reviews(int partition) {
        return stops.reviews();
    }
}
