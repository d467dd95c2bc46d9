package dev.warfront.score.kafka;

import dev.warfront.kernel.EventEnvelope;
import dev.warfront.kernel.kafka.KafkaRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes records of the events that have no row in the outbox: what follows from the ledger is published from
/// there.
@Component
final class FeedRecords {
    private static final String JSON = "application/json";

    private final JsonMapper json;
    private final Clock clock;

    FeedRecords(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /// Under the key of its aggregate.
    KafkaRecord of(String topic, ScoreFeedEvent event) {
        var envelope = new EventEnvelope(
                event.id(),
                event.type(),
                1,
                event.aggregate(),
                event.seq(),
                event.occurredAt(),
                clock.instant(),
                null,
                null,
                event.payload());
        return KafkaRecord.of(
                topic, event.aggregate().toString(), json.writeValueAsBytes(envelope), envelope.headers(JSON));
    }

    /// An event of the feed before it has its envelope.
    ///
    /// @param seq of the aggregate, where the event has one; else 0
    record ScoreFeedEvent(UUID id, String type, UUID aggregate, long seq, Instant occurredAt, Object payload) {}
}
