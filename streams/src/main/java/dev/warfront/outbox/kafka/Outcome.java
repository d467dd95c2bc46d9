package dev.warfront.outbox.kafka;

import dev.warfront.outbox.PendingEvent;

/// What the broker said to one row.
sealed interface Outcome {
    PendingEvent event();

    /// The log has it.
    record Taken(PendingEvent event) implements Outcome {}

    /// It will not take this record as it is.
    record Refused(PendingEvent event, String reason) implements Outcome {}

    /// It did not answer, so nobody knows.
    record Unknown(PendingEvent event, Throwable cause) implements Outcome {}
}
