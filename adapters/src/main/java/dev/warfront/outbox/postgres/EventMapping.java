package dev.warfront.outbox.postgres;

import dev.warfront.kernel.Event;
import tools.jackson.databind.JsonNode;

/// How a context's events look on the wire, both ways. One bean per context.
public interface EventMapping<E extends Event> {
    /// The root of the context's events, normally a sealed interface.
    Class<E> type();

    Published map(E event);

    /// The event that was mapped to this payload: equal to what was stored, whichever version of the program stored it.
    /// Fails for a type that this context does not have.
    E parse(String eventType, JsonNode payload);
}
