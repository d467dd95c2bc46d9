package dev.warfront.score.kafka;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Unavailable;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.RecordProducer;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The log in Kafka, for those who hand score events in over HTTP or RSocket. Its producer is its own, so that nothing
/// else that is sent delays them.
@Component
final class KafkaScoreLog implements ScoreLog, DisposableBean {
    private static final String NAME = "the log of score events";
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final RecordProducer kafka;
    private final ScoreEventCodec codec;
    private final Deadline deadline;

    KafkaScoreLog(KafkaSettings settings, ScoreEventCodec codec, Deadline deadline) {
        this.kafka = new RecordProducer("ingest", settings.producer(), CLOSE_PATIENCE);
        this.codec = codec;
        this.deadline = deadline;
    }

    @Override
    public Mono<List<Place>> append(UUID server, byte[] key, List<ScoreEvent> events) {
        return Mono.fromSupplier(() -> LogBatches.of(events, codec))
                .flatMap(batches -> kafka.sendAll(signed(server, batches, key)).map(sent -> places(batches, sent)))
                .timeout(deadline.operation(), Mono.error(() -> new Unavailable(NAME)));
    }

    private List<KafkaRecord> signed(UUID server, LogBatches batches, byte[] key) {
        return batches.batches().stream()
                .map(each -> signed(server, each.war(), each.value(codec), key))
                .toList();
    }

    private static KafkaRecord signed(UUID server, WarId war, byte[] value, byte[] key) {
        return KafkaRecord.of(FEED, war.value().toString(), value, RecordSignature.headers(server, value, key));
    }

    private static List<Place> places(LogBatches batches, List<Sent> sent) {
        var metadata = sent.stream().map(KafkaScoreLog::metadata).toList();
        return batches.placed((batch, index) -> place(metadata.get(batch), index));
    }

    private static Place place(RecordMetadata record, int index) {
        return new Place(Instant.ofEpochMilli(record.timestamp()), record.partition(), record.offset(), index);
    }

    private static RecordMetadata metadata(Sent sent) {
        var metadata = sent.metadata();
        if (metadata == null) {
            var cause = sent.error();
            throw cause == null ? new Unavailable(NAME) : new Unavailable(NAME, cause);
        }
        return metadata;
    }

    @Override
    public void destroy() {
        kafka.closeBlocking();
    }
}
