package dev.warfront.bench.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The topic into which game servers append their score events themselves. The producer is idempotent: a record it
/// sends again by itself is in the log once. Threads may share one; the first call may wait for the broker.
public final class EventLog implements AutoCloseable {
    public static final String TOPIC = "war.score-events";

    private static final Duration LINGER = Duration.ofMillis(5);

    private final KafkaProducer<String, byte[]> producer;

    /// @param delivery after how long a record that the broker did not take fails
    public EventLog(String bootstrap, Duration delivery) {
        this(bootstrap, delivery, LINGER);
    }

    /// @param linger how long a record waits for others to be sent with
    public EventLog(String bootstrap, Duration delivery, Duration linger) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        linger.toMillis(),
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        delivery.toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) delivery.toMillis()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /// Appends a value under a war's key. Completes when the log has it, or fails when nobody knows.
    public CompletableFuture<Place> append(UUID war, byte[] value, UUID server, String signature) {
        var row = new ProducerRecord<>(TOPIC, war.toString(), value);
        row.headers().add("server_id", server.toString().getBytes(StandardCharsets.UTF_8));
        row.headers().add("signature", signature.getBytes(StandardCharsets.UTF_8));
        row.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        var done = new CompletableFuture<Place>();
        var _ = producer.send(row, (metadata, failure) -> {
            if (failure == null) {
                done.complete(new Place(
                        metadata.partition(),
                        EventPlace.alone(metadata.offset()),
                        Instant.ofEpochMilli(metadata.timestamp())));
            } else {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    /// Waits until everything that was appended has completed or failed.
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    /// Where the log put an event, and when, by its own clock.
    public record Place(int partition, EventPlace event, Instant receivedAt) {}
}
