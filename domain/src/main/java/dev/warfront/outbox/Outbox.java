package dev.warfront.outbox;

import dev.warfront.kernel.Event;
import java.util.List;
import reactor.core.publisher.Mono;

/// Stores events in the transaction of the change they describe. They are published later, at least once, in the order
/// of their aggregate.
public interface Outbox {
    /// Must be called inside a transaction, after the rows of the change were locked, so that the numbers of an
    /// aggregate rise in commit order.
    Mono<Void> append(List<? extends Event> events);
}
