import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was refused of a war, by the feed.
final class Rejections implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final String war;
    private final Map<String, JsonNode> byPlace = new TreeMap<>(); // at least once: a place may come again

    Rejections(String brokers, String group, String war) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", brokers, "group.id", group, "auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        this.war = war;
        consumer.subscribe(List.of("war.score"));
    }

    /// How often each code, as far as is known by now.
    Map<String, Integer> codes() {
        for (var found : consumer.poll(Duration.ofMillis(100)).records("war.score")) {
            var envelope = JsonMapper.shared().readTree(found.value());
            if (war.equals(found.key()) && envelope.path("event_type").asString().equals("score.rejected")) {
                var payload = envelope.path("payload");
                var partition = payload.path("from").path("partition").asInt();
                payload.path("items").forEach(item -> add(partition, item));
            }
        }
        var codes = new TreeMap<String, Integer>();
        byPlace.values().forEach(item -> codes.merge(item.path("code").asString(), 1, Integer::sum));
        return codes;
    }

    private void add(int partition, JsonNode item) {
        var place = partition + ":" + item.path("offset").asLong() + ":" + item.path("index").asInt();
        byPlace.put(place, item);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
