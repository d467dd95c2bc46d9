package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.ScoreEvent;

/// One thing to be sent. Forgeries and garbage exist on the topic only, where the sender signs.
sealed interface OutgoingRecord {
    /// An event, good or bad, under its sender's own signature.
    record Genuine(ScoreEvent event) implements OutgoingRecord {}

    /// A good event under a wrong signature.
    record Forged(ScoreEvent event) implements OutgoingRecord {}

    /// Bytes that are no event.
    record Garbage(String text) implements OutgoingRecord {}
}
