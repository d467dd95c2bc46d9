package dev.warfront.kernel.kafka;

import dev.warfront.kernel.Deadline;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Sends records from anywhere in the program through one shared producer. A record that fails may be in the log all
/// the same, so whoever sends it again needs consumers that find repeats.
@Component
public final class KafkaRecords implements DisposableBean {

    private final RecordProducer producer;

    private final Duration deadline;

    public KafkaRecords(KafkaSettings settings, Deadline deadline) {
        this.producer = new RecordProducer("records", settings.producer());
        this.deadline = deadline.operation();
    }

    /// Completes when the log has the record on all replicas. Fails with RecordTooLargeException before anything was
    /// sent, and with TimeoutException when the log does not answer in time.
    public Mono<RecordMetadata> send(KafkaRecord record) {
        return producer.send(record).timeout(deadline);
    }

    /// In order, each with its own result, all at once when the last is known: the producer gives up after 10 s.
    public Mono<List<Sent>> sendAll(List<KafkaRecord> records) {
        return producer.sendAll(records);
    }

    /// In order, and none after one that failed: the answers are those of a first part.
    public Flux<Sent> sendUntilFailure(Flux<KafkaRecord> records) {
        return producer.sendUntilFailure(records);
    }

    @Override
    public void destroy() {
        producer.closeBlocking();
    }
}
