package dev.warfront.score;

import java.util.List;
import reactor.core.publisher.Mono;

/// The feeds of accepted and refused facts.
public interface ScoreFeed {
    /// Completes when the broker has all of them, in this order per war. Tried as long as the broker cannot be
    /// reached; the same items may be published again after a failure, so consumers go by event id.
    Mono<Void> publish(List<FeedItem> items);
}
