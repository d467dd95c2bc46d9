package dev.warfront.outbox.kafka;

import dev.warfront.outbox.PendingEvent;

/// How the broker answered one row.
sealed interface SendOutcome {
    PendingEvent event();

    /// The log has it.
    record Acknowledged(PendingEvent event) implements SendOutcome {}

    /// It will not take this record as it is.
    record Rejected(PendingEvent event, String reason) implements SendOutcome {}

    /// It did not answer, so nobody knows.
    record Unknown(PendingEvent event, Throwable cause) implements SendOutcome {}
}
