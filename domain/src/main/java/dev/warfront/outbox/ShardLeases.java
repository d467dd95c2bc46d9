package dev.warfront.outbox;

import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Which node publishes which shard of the outbox: each shard has one owner until its lease is over, by the
/// database's clock.
public interface ShardLeases {
    /// Renews what this owner holds and takes what nobody does. Answers all shards that are held now, for
    /// `ttl` from before the call.
    Mono<Set<Integer>> hold(String owner, Duration ttl);

    /// Gives back everything this owner holds.
    Mono<Void> release(String owner);
}
