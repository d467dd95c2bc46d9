package dev.warfront.kernel.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Where the brokers are, and how this program uses them.
///
/// @param properties whatever else the operator has set for every client, security for example
public record KafkaSettings(List<String> bootstrapServers, Map<String, Object> properties) {

    private static final int REQUEST_MS = 4_000;

    private static final int BLOCK_MAX_MS = 5_000;

    /// A record that was not acknowledged after that is given up; whoever sent it decides.
    private static final int DELIVERY_MS = 10_000;

    private static final int LINGER_MS = 2;

    private static final int BATCH_BYTES = 32 * 1024;

    private static final int RECONNECT_MIN_MS = 100;

    private static final int RECONNECT_MAX_MS = 2_000;

    public KafkaSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        properties = Map.copyOf(properties);
    }

    /// Text keys and byte values; idempotent, acknowledged by all replicas, in order.
    public Map<String, Object> producer() {
        var settings = common();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MAX_MS);
        return settings;
    }

    /// Byte keys and values, since a key may be anything; nothing is committed by itself.
    public Map<String, Object> consumer(String groupId) {
        var settings = common();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    public Map<String, Object> admin() {
        var settings = common();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MAX_MS);
        return settings;
    }

    private Map<String, Object> common() {
        var settings = new HashMap<>(properties);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrapServers));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_MIN_MS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX_MS);
        return settings;
    }

    /// Without what the operator has set: there are passwords in it.
    @Override
    public String toString() {
        return "KafkaSettings" + bootstrapServers;
    }
}
