package dev.warfront.score;

import java.util.List;
import reactor.core.publisher.Mono;

/// The counters that readers share, outside the database. They may be lost at any time and are never asked
/// for the truth.
public interface LiveScores {
    /// Shows committed totals of those wars that somebody reads there, absolute and with their last seq:
    /// older ones than those shown are ignored, and a war whose view misses a commit is shown whole again
    /// from the store. Ends within its own time limit and never fails: what could not be shown is healed by
    /// the war's next change.
    Mono<Void> show(List<BatchDecision> committed);
}
