package dev.warfront.outbox.kafka;

/// The broker did not answer: it is waited for, and nothing is counted against any row.
final class BrokerUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerUnreachable(Throwable cause) {
        super("no answer from Kafka: " + cause, cause);
    }
}
