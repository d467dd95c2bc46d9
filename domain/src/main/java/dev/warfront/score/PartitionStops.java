package dev.warfront.score;

import dev.warfront.kernel.StaleWrite;
import java.util.List;
import reactor.core.publisher.Mono;

/// The partitions that do not go on by themselves, for every node and administrator to see. A stop that its
/// partition has moved past counts as none.
public interface PartitionStops {
    /// Writes it down in the place of the partition's last one. Before the same record, it stays as old as it
    /// was.
    Mono<Void> put(PartitionStop stop);

    /// The partition goes on past that record. Not an error when it did not stop there; its stop before another record
    /// stays, which may be that of its next owner.
    Mono<Void> remove(int partition, long offset);

    /// All that there are, by partition.
    Mono<List<PartitionStop>> all();

    /// The partition's stop, locked until the transaction ends; empty when it goes on.
    Mono<PartitionStop> lock(int partition);

    /// Moves the partition behind the record before which it stopped, and keeps that for review as
    /// {@link ScoreCode#SCORE_SKIPPED}. The stop is no more.
    ///
    /// Error: {@link StaleWrite} when the partition has moved on meanwhile
    Mono<Void> skip(PartitionStop stop);
}
