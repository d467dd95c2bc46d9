package dev.warfront.war;

import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Mono;

/// The last word on the points of a war. Both inside the caller's transaction.
public interface FinalScores {
    /// The sums of the ledger up to its last row, added up apart from the totals that were shown meanwhile.
    ///
    /// Error: {@link StaleWrite} while rows are left to add
    Mono<FinalTotals> verified(WarId war);

    /// Sets `final` if the war's last ledger row still is `lastSeq`; setting it twice is setting it once.
    ///
    /// Error: {@link StaleWrite} when a row came in between
    Mono<Void> finalise(WarId war, long lastSeq);
}
