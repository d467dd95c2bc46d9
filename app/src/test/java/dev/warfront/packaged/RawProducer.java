package dev.warfront.packaged;

import dev.warfront.backends.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Puts anything into the log of score events.
final class RawProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    EmbeddedServers.shared().kafka().bootstrapServers(),
                    "max.request.size",
                    4 << 20,
                    "max.block.ms",
                    10_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    /// Appends a record, and answers where it is.
    ///
    /// @param partition null for that of the key
    /// @param server null for no header of its name, as is the signature
    Place append(
            @Nullable Integer partition,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable UUID server,
            @Nullable String signature)
            throws ExecutionException {
        var row = new ProducerRecord<byte[], byte[]>(EventTopic.SCORE_EVENTS, partition, key, value);
        if (server != null) {
            row.headers().add("server_id", bytes(server.toString()));
        }
        if (signature != null) {
            row.headers().add("signature", bytes(signature));
        }
        try {
            var metadata = producer.send(row).get(20, TimeUnit.SECONDS);
            return new Place(metadata.partition(), metadata.offset());
        } catch (TimeoutException e) {
            throw new AssertionError("the log does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    int partitions() {
        return producer.partitionsFor(EventTopic.SCORE_EVENTS).size();
    }

    @Override
    public void close() {
        producer.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    record Place(int partition, long offset) {}
}
