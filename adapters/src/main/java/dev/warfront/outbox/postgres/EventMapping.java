package dev.warfront.outbox.postgres;

import dev.warfront.kernel.Event;

/// How a context's events look on the wire. One bean per context.
public interface EventMapping<E extends Event> {
    /// The root of the context's events, normally a sealed interface.
    Class<E> type();

    Published map(E event);
}
