package dev.warfront.outbox.kafka;

import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.RecordProducer;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.outbox.PendingEvent;
import dev.warfront.outbox.kafka.SendOutcome.Acknowledged;
import dev.warfront.outbox.kafka.SendOutcome.Rejected;
import dev.warfront.outbox.kafka.SendOutcome.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import reactor.core.publisher.Mono;

/// Sends rows of one shard by one ordered, idempotent producer and answers the outcome of each.
final class BatchSender {

    private final RecordProducer producer;

    private final Set<String> topics;

    /// @param topics those that exist; a row for another would wait for a topic that never comes
    BatchSender(RecordProducer producer, Set<String> topics) {
        this.producer = producer;
        this.topics = topics;
    }

    /// Rows in the order of their aggregates. A row that cannot be sent at all is rejected here. What follows
    /// it in its aggregate is left for later, as is everything behind a failure: such rows have no outcome.
    Mono<List<SendOutcome>> send(List<PendingEvent> events) {
        return Mono.defer(() -> {
            var outcomes = new ArrayList<SendOutcome>();
            var sendable = sendable(events, outcomes);
            return producer.sendUntilFailure(
                            sendable.stream().map(BatchSender::record).toList())
                    .map(sent -> {
                        for (var i = 0; i < sent.size(); i++) {
                            outcomes.add(outcome(sendable.get(i), sent.get(i)));
                        }
                        return outcomes;
                    });
        });
    }

    /// Puts a copy of a row that is given up where somebody may find it.
    Mono<Void> deadLetter(PendingEvent event, String reason) {
        var headers = new HashMap<>(event.record().headers());
        headers.put("dead_topic", event.record().destination());
        headers.put("dead_reason", reason);
        var copy = KafkaRecord.of(OutboxTopics.DEAD_LETTER, event.record().key(), bytes(event), headers);
        return producer.sendAll(List.of(copy))
                .map(sent -> outcome(event, sent.getFirst()))
                .flatMap(outcome -> outcome instanceof Unknown unknown
                        ? Mono.error(new BrokerUnreachable(unknown.cause()))
                        : Mono.empty());
    }

    private List<PendingEvent> sendable(List<PendingEvent> events, List<SendOutcome> outcomes) {
        var stopped = new HashSet<UUID>();
        var sendable = new ArrayList<PendingEvent>(events.size());
        for (var event : events) {
            if (stopped.contains(event.aggregateId())) {
                continue;
            }
            if (topics.contains(event.record().destination())) {
                sendable.add(event);
            } else {
                stopped.add(event.aggregateId());
                outcomes.add(new Rejected(
                        event, "nobody has declared topic " + event.record().destination()));
            }
        }
        return sendable;
    }

    private static KafkaRecord record(PendingEvent event) {
        return KafkaRecord.of(
                event.record().destination(),
                event.record().key(),
                bytes(event),
                event.record().headers());
    }

    private static byte[] bytes(PendingEvent event) {
        return event.record().value().getBytes(StandardCharsets.UTF_8);
    }

    private static SendOutcome outcome(PendingEvent event, Sent sent) {
        var error = sent.error();
        if (error == null) {
            return new Acknowledged(event);
        }
        return isRejection(error) ? new Rejected(event, error.toString()) : new Unknown(event, error);
    }

    private static boolean isRejection(Throwable error) {
        return switch (error) {
            case RecordTooLargeException _,
                    RecordBatchTooLargeException _,
                    InvalidTopicException _,
                    InvalidRecordException _,
                    InvalidTimestampException _,
                    PolicyViolationException _,
                    AuthorizationException _,
                    SerializationException _ -> true;
            default -> false;
        };
    }
}
