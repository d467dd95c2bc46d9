package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Adding up the ledger of a war again, from its rows alone.
public interface LedgerAudits {
    /// As of one moment.
    Mono<Audit> audit(WarId war);

    /// What was found.
    ///
    /// @param rows rows in the ledger
    /// @param lastSeq the highest seq; equal to rows when there is no gap
    /// @param sums what the rows add up to
    /// @param different totals that are stored otherwise, or not at all, or without rows
    /// @param doubleIds event ids that stand more than once
    record Audit(long rows, long lastSeq, Map<TotalKey, Counts> sums, List<TotalKey> different, List<UUID> doubleIds) {
        public Audit {
            sums = Map.copyOf(sums);
            different = List.copyOf(different);
            doubleIds = List.copyOf(doubleIds);
        }

        /// No gap, no id twice, and the totals are the sums.
        public boolean sound() {
            return rows == lastSeq && different.isEmpty() && doubleIds.isEmpty();
        }
    }
}
