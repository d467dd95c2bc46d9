package dev.warfront.bench.book;

import dev.warfront.bench.wire.ScoreEvent;
import java.time.Instant;

/// One record that the log acknowledged under the war's key.
///
/// @param offset place in the partition of the war; the order in which the program judges
/// @param receivedAt append time of the log
public record Entry(long offset, Instant receivedAt, Content content) {

    /// What was in the record.
    public sealed interface Content {
        /// An event whose signature is good.
        record Genuine(ScoreEvent event) implements Content {}

        /// An event under a signature that is not its sender's.
        record Forged(ScoreEvent event) implements Content {}

        /// Bytes that are no event.
        record Garbage() implements Content {}
    }
}
