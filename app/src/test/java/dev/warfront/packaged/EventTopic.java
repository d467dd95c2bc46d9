package dev.warfront.packaged;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.bench.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.core.JacksonException;

/// What topics hold, read past the program.
final class EventTopic {

    static final String SCORE_EVENTS = "war.score-events";

    private static final Duration POLL = Duration.ofMillis(500);

    private EventTopic() {}

    /// Everything that is in a topic now.
    static List<Entry> read(String topic) {
        return read(EmbeddedServers.shared(), topic);
    }

    private static List<Entry> read(EmbeddedServers servers, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var entries = new ArrayList<Entry>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(row -> entries.add(entry(row)));
            }
            return entries;
        }
    }

    /// The events of a war that the log holds in its partition, without the program's mark of its end.
    static long eventsOf(EmbeddedServers servers, UUID war, int partition) {
        return read(servers, SCORE_EVENTS).stream()
                .filter(entry -> entry.partition() == partition)
                .filter(entry -> entry.key().equals(war.toString()))
                .filter(entry -> !entry.isCutOff())
                .mapToLong(Entry::events)
                .sum();
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> row) {
        var headers = new HashMap<String, String>();
        row.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return new Entry(row.partition(), row.offset(), text(row.key()), text(row.value()), headers);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /// A record.
    record Entry(int partition, long offset, String key, String value, Map<String, String> headers) {

        private static final String PROGRAM = new UUID(0, 0).toString();

        boolean isCutOff() {
            return PROGRAM.equals(headers.get("server_id")) && value.contains("\"CUT_OFF\"");
        }

        /// Those of an array, or one, whatever it is.
        private int events() {
            try {
                var json = Wire.JSON.readTree(value);
                return json.isArray() ? Math.max(1, json.size()) : 1;
            } catch (JacksonException noJson) {
                return 1;
            }
        }
    }
}
