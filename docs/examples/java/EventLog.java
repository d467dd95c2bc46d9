import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warfront.client.model.ScoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The topic of score events, written by one game server.
final class EventLog implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final UUID serverId;
    private final String signingKey;

    EventLog(String brokers, UUID serverId, String signingKey) {
        this.serverId = serverId;
        this.signingKey = signingKey;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "acks", "all",
                "enable.idempotence", true, // what the producer repeats by itself is in the log once
                "compression.type", "none",
                "linger.ms", 5);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// Returns when the log has them. If it fails, nobody knows: append the same events again.
    void append(UUID war, List<ScoreEvent> events) throws Exception {
        var appended = new ArrayList<Future<RecordMetadata>>();
        for (var batch : Batches.of(events)) {
            appended.add(send(war, batch, Signature.of(signingKey, batch)));
        }
        for (var each : appended) {
            each.get();
        }
    }

    Future<RecordMetadata> send(UUID war, byte[] value, String signature) {
        var record = new ProducerRecord<>("war.score-events", war.toString(), value);
        record.headers().add("server_id", serverId.toString().getBytes(UTF_8));
        record.headers().add("signature", signature.getBytes(UTF_8));
        return producer.send(record);
    }

    @Override
    public void close() {
        producer.close();
    }
}
