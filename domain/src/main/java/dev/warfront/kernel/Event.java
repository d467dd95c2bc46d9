package dev.warfront.kernel;

import java.time.Instant;

/// A fact in the past tense that feeds and other contexts may want to know. Each context has one sealed hierarchy of
/// records below this; how it looks on the wire is decided by the context's event mapping beside the outbox.
public interface Event {
    /// When the fact became true, by the clock of the one who decided it.
    Instant occurredAt();
}
