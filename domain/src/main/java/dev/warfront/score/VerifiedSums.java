package dev.warfront.score;

import dev.warfront.kernel.WarId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the ledger of a war adds up to, apart from the totals that flushes write and to check them by. All inside the
/// caller's transaction. Source: docs/rules/score.md, reconciliation.
public interface VerifiedSums {
    /// Adds on from the last row that is in the sums. Callers of one war come one after the other; nobody else
    /// waits for them.
    ///
    /// @param rowsMax at most so many rows
    /// @return how far it is now; zero for a war of which nothing was read from the log
    Mono<Progress> addOn(WarId war, int rowsMax);

    /// Holds the war's totals against the sums and the rows behind them, and writes anew those that differ. Then
    /// the epoch of the war's scores rises, and a flush that goes by the old totals fails with {@link StaleTotals}.
    ///
    /// @return how many differed
    Mono<Long> correctTotals(WarId war);

    /// How far the sums of a war are.
    ///
    /// @param verifiedSeq the last row that is in them
    /// @param lastSeq the war's last row
    /// @param closedSeq the last row before the cut-off marker; null until it was met
    record Progress(
            long verifiedSeq, long lastSeq, @Nullable Long closedSeq) {
        /// Whether there are rows that are not in the sums.
        public boolean behind() {
            return verifiedSeq < lastSeq;
        }

        /// Whether the war's log was read up to its cut-off marker.
        public boolean closed() {
            return closedSeq != null;
        }
    }
}
