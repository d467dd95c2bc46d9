package dev.warfront.bench.book;

import dev.warfront.bench.wire.EventPlace;
import dev.warfront.bench.wire.ScoreEvent;
import java.time.Instant;
import java.util.UUID;

/// One event that the log holds under the war's key, or what stands in place of one.
///
/// @param place in the partition of the war; the order in which the program judges
/// @param receivedAt append time of the log
public record Entry(EventPlace place, Instant receivedAt, Content content) {

    /// What was in the record.
    public sealed interface Content {
        /// An event whose signature is good.
        record Genuine(ScoreEvent event) implements Content {}

        /// An event under a signature that is not its sender's.
        record Forged(ScoreEvent event) implements Content {}

        /// Text that is no event.
        record Garbage(String text) implements Content {}

        /// Put there by somebody who knows the code with which it is to be rejected.
        record Foreign(String code) implements Content {}

        /// As that, under no signature of anybody who is known.
        record Unsigned(String code) implements Content {}

        /// A capture that the program added itself. After a kill it may be there more than once.
        record Derived(UUID eventId) implements Content {}

        /// The program's mark of the war's end, which is not counted.
        record CutOff() implements Content {}
    }
}
