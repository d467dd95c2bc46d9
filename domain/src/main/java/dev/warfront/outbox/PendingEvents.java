package dev.warfront.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What the relay has still to publish. Aggregates fall into 16 shards.
public interface PendingEvents {
    int SHARDS = 16;

    /// After so many refusals a row is given up.
    int ATTEMPTS_MAX = 20;

    /// Those of the given shards that have a row to publish now.
    Mono<Set<Integer>> shardsWithWork(Set<Integer> shards);

    /// The oldest rows of a shard that may go now, in seq order inside each aggregate. Rows of an aggregate
    /// whose oldest row backs off are left out; behind a row that was refused before, nothing of its
    /// aggregate is included.
    Mono<List<PendingEvent>> oldest(int shard, int limit);

    /// Marks rows that the broker has taken. Repeating it is harmless.
    Mono<Void> published(Collection<PendingEvent> events);

    /// The broker refused this row: it backs off, 1 s doubling to 5 min, and holds up its aggregate only; after
    /// [#ATTEMPTS_MAX] refusals it is dead. Answers whether it is dead now.
    Mono<Boolean> refused(PendingEvent event, String reason);

    /// Age of the oldest row that is neither published nor dead; zero when there is none.
    Mono<Duration> lag();

    /// Hot: an element soon after each commit of this node that has appended. Some may be lost.
    Flux<Long> appended();
}
