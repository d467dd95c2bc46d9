package dev.warfront.kernel.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record to send.
///
/// @param partition null to let Kafka's default hash of the key choose it
/// @param value at most [#VALUE_MAX] bytes; not copied and not to be changed
@SuppressWarnings("ArrayRecordComponent") // bytes of the hot path, compared by nobody
public record KafkaRecord(
        String topic, @Nullable Integer partition, String key, byte[] value, Map<String, String> headers) {

    public static final int VALUE_MAX = 64 * 1024;

    public KafkaRecord {
        headers = Map.copyOf(headers);
    }

    public static KafkaRecord of(String topic, String key, byte[] value, Map<String, String> headers) {
        return new KafkaRecord(topic, null, key, value, headers);
    }
}
