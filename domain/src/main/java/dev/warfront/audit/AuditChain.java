package dev.warfront.audit;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/// The entries in an order that nobody can change unnoticed. One at a time adds to it, whoever holds its
/// head.
public interface AuditChain {
    /// As it is now.
    Mono<ChainHead> head();

    /// Locked until the transaction ends; empty, at once, while somebody else holds it.
    Mono<ChainHead> lockHead();

    /// Entries that are in no chain yet, the oldest first. What commits late may be older than what is
    /// chained.
    Mono<List<AuditEntry>> unchained(int max);

    /// In the transaction that holds the head.
    ///
    /// Error: {@link dev.warfront.kernel.StaleWrite} when one of them is chained already, or the head has
    /// moved.
    ///
    /// @param links in order, the first behind the head, at least one
    Mono<Void> add(ChainHead before, List<Linked> links);

    /// How long ago the oldest entry was written that is not chained, by the database's clock; empty when
    /// there is none.
    Mono<Duration> oldestUnchained();

    /// An entry and the link it gets.
    record Linked(AuditEntry entry, ChainLink link) {}
}
