package dev.warfront.bench.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.core.JacksonException;

/// Reads a war's events back from the log. Only where acknowledgements were lost: the log then holds copies whose place
/// nobody was told.
public final class LogReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;

    public LogReader(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// Shows all events under the key of a war that can be decoded, in the order of their offsets, up to the end of the
    /// partition as it is now.
    public void read(UUID war, int partition, Consumer<Found> visitor) {
        var place = new TopicPartition(EventLog.TOPIC, partition);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = consumer()) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            var end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (consumer.position(place) < end) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the log did not show its end in " + PATIENCE);
                }
                consumer.poll(POLL).forEach(row -> {
                    if (war.toString().equals(row.key()) && row.value() != null) {
                        show(row.offset(), Instant.ofEpochMilli(row.timestamp()), row.value(), visitor);
                    }
                });
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void show(long offset, Instant receivedAt, byte[] value, Consumer<Found> visitor) {
        try {
            visitor.accept(new Found(offset, receivedAt, Wire.JSON.readValue(value, ScoreEvent.class)));
        } catch (JacksonException | NullPointerException noEvent) {
            // Garbage was sent too, and derived facts have another form; neither is looked for here.
            return;
        }
    }

    /// An event and where it lies.
    public record Found(long offset, Instant receivedAt, ScoreEvent event) {}
}
