package dev.warfront.score.kafka;

import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.score.FactFields;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreLog;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// The log of facts in Kafka, for those who hand them in over HTTP or RSocket.
@Component
final class KafkaScoreLog implements ScoreLog {
    private final KafkaRecords kafka;
    private final SigningKeys keys;
    private final JsonMapper json;
    private final Deadline deadline;

    KafkaScoreLog(KafkaRecords kafka, SigningKeys keys, JsonMapper json, Deadline deadline) {
        this.kafka = kafka;
        this.keys = keys;
        this.json = json;
        this.deadline = deadline;
    }

    @Override
    public Mono<List<Place>> append(UUID server, List<ScoreEvent> events) {
        return keys.keyOf(server)
                .switchIfEmpty(Mono.error(() -> new UnknownServer(server)))
                .flatMap(key -> kafka.sendAll(
                        events.stream().map(each -> signed(server, each, key)).toList()))
                .map(sent -> sent.stream().map(KafkaScoreLog::place).toList())
                .timeout(deadline.operation(), Mono.error(() -> new Unavailable("the log of facts")));
    }

    private KafkaRecord signed(UUID server, ScoreEvent event, byte[] key) {
        var value = json.writeValueAsBytes(FactFields.of(event));
        return KafkaRecord.of(
                ScoreTopics.LOG, event.war().value().toString(), value, RecordSignature.headers(server, value, key));
    }

    private static Place place(Sent sent) {
        var metadata = sent.metadata();
        if (metadata == null) {
            var cause = sent.error();
            throw cause == null ? new Unavailable("the log of facts") : new Unavailable("the log of facts", cause);
        }
        return new Place(Instant.ofEpochMilli(metadata.timestamp()), metadata.partition(), metadata.offset());
    }
}
