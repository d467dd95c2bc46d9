package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Where scores are stored for good: ledger, review table, totals, states and the place reached in each log
/// partition.
public interface Ledger {
    /// Where the partition goes on; a partition never heard of begins at 0. Done before the horizon is read, so that
    /// a commit of a former owner in between is noticed at the next flush.
    Mono<Start> start(int partition);

    /// The facts of a partition that may still be repeated, in the order of the log.
    ///
    /// @param limit only the newest that many
    Flux<SeenEvent> horizon(int partition, int limit);

    /// One transaction: moves the offsets of all batches by compare-and-set, reads the facts, lets the books decide,
    /// and stores what they decided. Wars whose log is closed by it are told so inside it.
    ///
    /// @return one decision per batch, committed. Fails with {@link StaleOwner} when another owner moved an offset;
    /// then, as with every failure, nothing is stored. After a lost connection it may be stored all the same: the
    /// next flush then fails with {@link StaleOwner}
    Mono<List<Decision>> flush(List<Batch> batches);

    /// The stored totals of a war; empty when it never had a record.
    Mono<WarTotals> totals(WarId war);

    /// What the ledger and the review table hold of a partition, in the order of the log, as it is to be published.
    ///
    /// @param from first offset
    /// @param until first offset not wanted
    /// @param limit at most so many rows, but all of the last offset
    Mono<List<FeedItem>> feed(int partition, long from, long until, int limit);

    /// Everything before these offsets was published. Never moves back.
    Mono<Void> published(Map<Integer, Long> offsets);

    /// Where a partition goes on.
    ///
    /// @param next offset of the first record that is not in the ledger
    /// @param published offset of the first record that was perhaps not published
    record Start(long next, long published) {}
}
