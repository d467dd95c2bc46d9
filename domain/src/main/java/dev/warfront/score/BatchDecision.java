package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a batch of one partition comes to: everything its transaction has to store, and what is published
/// of it afterwards.
///
/// @param from the offset from which the partition was to go on; the compare of the compare-and-set
/// @param next the offset from which it goes on now
/// @param rows new ledger rows in the order of the log
/// @param reviews what was refused, in the order of the log
/// @param wars per war that had events: its new state and the totals that changed
/// @param closed wars whose cut-off marker was in the batch, with the last seq before it
/// @param changes what subscribers see of it
/// @param seen the decided events, whose repeats must be found once this is committed
/// @param results how many events came to which end
/// @param refused rows for review of the last minute and day, with those of this batch
public record BatchDecision(
        int partition,
        long from,
        long next,
        List<LedgerRow> rows,
        List<ReviewRow> reviews,
        List<WarTotals> wars,
        Map<WarId, Long> closed,
        List<WarScoreChange> changes,
        List<SeenEvent> seen,
        Map<EventResult, Integer> results,
        RefusedRows refused) {
    /// The end an event came to.
    ///
    /// @param code the reason; of a duplicate the first result; null when that was acceptance
    public record EventResult(Status status, @Nullable ScoreCode code) {}

    /// How an event can end.
    public enum Status {
        ACCEPTED,
        DUPLICATE,
        REJECTED
    }
}
