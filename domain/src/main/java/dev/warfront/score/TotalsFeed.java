package dev.warfront.score;

import java.util.List;
import reactor.core.publisher.Mono;

/// The feed of running totals, derived and at most 5 per second and war; a lost one is healed by the next.
public interface TotalsFeed {
    /// Hands over what changed; never fails and never waits for the broker.
    Mono<Void> publish(List<WarScoreChange> changes);
}
