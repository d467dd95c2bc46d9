package dev.warfront.outbox.postgres;

import dev.warfront.kernel.Event;

/// How events look that are kept in a log too, of which outsiders see a part.
public interface LoggedEventMapping<E extends Event> extends EventMapping<E> {
    /// Whether everybody may see the event in the log; else only those whom the log is about.
    boolean isPublic(E event);
}
