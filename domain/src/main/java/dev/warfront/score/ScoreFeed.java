package dev.warfront.score;

import java.util.List;
import reactor.core.publisher.Mono;

/// The feed of accepted and refused score events, and the dead letters.
public interface ScoreFeed {
    /// Its name.
    String FEED = "war.score";

    /// Completes when the broker has all of them, in this order per war, many to a record. Fails when it has not: some
    /// of them may be published then, and the same items may be published again, cut into other records, so
    /// consumers go by seq and place.
    Mono<Void> publish(List<FeedItem> items);
}
