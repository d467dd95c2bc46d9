package dev.warfront.kernel.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Sends records from anywhere in the program through one shared producer. A record that fails may be in the log all
/// the same, so whoever sends it again needs consumers that find repeats.
@Component
public final class KafkaRecords implements DisposableBean {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final RecordProducer producer;

    public KafkaRecords(KafkaSettings settings) {
        this.producer = new RecordProducer("records", patient(settings.producer()), CLOSE_PATIENCE);
    }

    /// In order, each with its own result, all at once when the last is known. As long as the log does not answer,
    /// they wait: one that was given up would be overtaken by the next one of its key.
    public Mono<List<Sent>> sendAll(List<KafkaRecord> records) {
        return producer.sendAll(records);
    }

    /// One request at a time: a partition that is new may refuse a first batch and take the next,
    /// and the first would be out of order for ever.
    private static Map<String, Object> patient(Map<String, Object> settings) {
        var patient = new HashMap<>(settings);
        patient.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        patient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
        patient.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return patient;
    }

    @Override
    public void destroy() {
        producer.closeBlocking();
    }
}
