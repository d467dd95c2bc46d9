package dev.warfront.outbox.kafka;

import dev.warfront.outbox.PendingEvent;

/// How the broker answered one row.
sealed interface Outcome {
    PendingEvent event();

    /// The log has it.
    record Acknowledged(PendingEvent event) implements Outcome {}

    /// It will not take this record as it is.
    record Rejected(PendingEvent event, String reason) implements Outcome {}

    /// It did not answer, so nobody knows.
    record Unknown(PendingEvent event, Throwable cause) implements Outcome {}
}
