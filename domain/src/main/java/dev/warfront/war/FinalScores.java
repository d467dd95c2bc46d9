package dev.warfront.war;

import dev.warfront.kernel.WarId;
import reactor.core.publisher.Mono;

/// The last word on the points of a war. Both inside the caller's transaction.
public interface FinalScores {
    /// Adds up the ledger anew, repairs stored totals that differ, and answers the sums.
    Mono<FinalTotals> recount(WarId war);

    /// Sets `final` if the war's last ledger row still is `lastSeq`; setting it twice is setting it once.
    ///
    /// Fails with {@link dev.warfront.kernel.StaleWrite} when a row came in between: recount.
    Mono<Void> finalise(WarId war, long lastSeq);
}
