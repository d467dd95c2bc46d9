package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Tally;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Where scores are stored for good: ledger, review table, totals, states and the offset reached in each log
/// partition. Stores what was decided and decides nothing.
public interface Ledger {
    /// Where the partition goes on; a new partition begins at 0. Asked before {@link #seenEvents}, so that a
    /// commit of a former owner in between is noticed at the next flush. Drops what is {@linkplain #keep kept} of
    /// stretches behind there: they are of a log that was lost.
    Mono<Start> start(int partition);

    /// The events of a partition that may still be repeated, some thousands at a time: the newest first, each
    /// slice from before the one before.
    ///
    /// @param limit the newest that many, and some thousands more: whoever keeps no more than that sees by
    /// these what was left out
    Flux<SeenSlice> seenEvents(int partition, int limit);

    /// Keeps the events of a stretch in one piece, from which {@link #seenEvents} has them much faster than from
    /// their rows. It must be committed. Without effect when it is kept already.
    Mono<Void> keep(SeenStretch stretch);

    /// Moves the offsets of all batches by compare-and-set, first of all in the transaction of their flush: who
    /// comes too late learns it before any work is done, and who is in time locks out every other owner until
    /// the commit.
    ///
    /// Error: {@link StaleOwner} when another owner has moved an offset; then none of them is moved
    Mono<Void> moveOffsets(List<Batch> batches);

    /// The payload hashes of those of these events that stand in the ledger, by event id. Of events that the program
    /// derives, which the log may get again long after they happened.
    Mono<Map<UUID, Long>> derived(Collection<UUID> eventIds);

    /// The stored totals of wars; without those that never had a record, and without those of battles, of which a war
    /// may have fought any number.
    Mono<Map<WarId, WarTotals>> totals(Collection<WarId> wars);

    /// The stored totals of these battles; none of a side that nothing happened to.
    Mono<Map<TotalKey, Tally>> battleTotals(Collection<ScoredBattle> battles);

    /// Stores rows, reviews, totals and states, in the transaction that moved the offsets.
    Mono<Void> store(List<BatchDecision> decisions);

    /// What the ledger and the review table hold of a partition, in the order of the log, as it is
    /// to be published.
    ///
    /// @param from first offset
    /// @param until first offset not wanted
    /// @param weightMax as much in {@linkplain FeedItem#weight weight}, and all of the last offset; of both kinds
    /// together up to twice as much
    Mono<List<FeedItem>> feed(int partition, long from, long until, int weightMax);

    /// Everything before these offsets was published. Never moves back.
    Mono<Void> published(Map<Integer, Long> offsets);

    /// Where a partition goes on.
    ///
    /// @param next offset of the first record that is not in the ledger
    /// @param published offset of the first record that was perhaps not published
    record Start(long next, long published) {}
}
