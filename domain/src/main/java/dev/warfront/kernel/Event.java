package dev.warfront.kernel;

import java.time.Instant;

/// Something that happened, in the past tense, that feeds and other contexts may want to know. Each context has one
/// sealed hierarchy of records below this; how it looks on the wire is decided by the context's event mapping.
public interface Event {
    /// When it happened, by the clock of the one who decided it.
    Instant occurredAt();
}
