package dev.warfront.war.kafka;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.kernel.kafka.Topics;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads on every node what happens to wars and battles anywhere, and signals the streams that show them. It
/// belongs to no group: every node reads all partitions from their ends and stores no offset, since what it
/// misses is read from the store by the streams themselves.
@Component
final class WarTail implements SupervisedStream {
    private static final Logger LOG = LoggerFactory.getLogger(WarTail.class);
    private static final Set<String> TOPICS = Set.of("war.lifecycle", "war.battle");

    private final KafkaSettings settings;
    private final Topics topics;
    private final List<TopicSpec> specs;
    private final ChangeNotifier changes;
    private final JsonMapper json;

    WarTail(KafkaSettings settings, Topics topics, List<TopicSpec> specs, ChangeNotifier changes, JsonMapper json) {
        this.settings = settings;
        this.topics = topics;
        this.specs = List.copyOf(specs);
        this.changes = changes;
        this.json = json;
    }

    @Override
    public String name() {
        return "war-tail";
    }

    @Override
    public int phase() {
        return PUSH;
    }

    @Override
    public Flux<Void> run() {
        return topics.ready()
                .thenMany(Flux.defer(() -> KafkaReceiver.create(options()).receive()))
                .doOnNext(record -> ids(record.value()).forEach(changes::wake))
                .thenMany(Flux.empty());
    }

    private ReceiverOptions<byte[], byte[]> options() {
        var consumer = new HashMap<>(settings.consumer("war-tail"));
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return ReceiverOptions.<byte[], byte[]>create(consumer)
                .assignment(partitions())
                .addAssignListener(assigned -> assigned.forEach(ReceiverPartition::seekToEnd));
    }

    private List<TopicPartition> partitions() {
        return specs.stream()
                .filter(spec -> TOPICS.contains(spec.name()))
                .flatMap(spec -> IntStream.range(0, spec.partitions())
                        .mapToObj(partition -> new TopicPartition(spec.name(), partition)))
                .toList();
    }

    /// The war and the battle that an event is about.
    private Stream<UUID> ids(byte[] value) {
        try {
            var payload = json.readTree(value).path("payload");
            return Stream.of("war_id", "battle_id")
                    .map(name -> payload.path(name).asString(""))
                    .filter(id -> !id.isEmpty())
                    .map(UUID::fromString);
        } catch (JacksonException | IllegalArgumentException garbage) {
            LOG.warn("an event that cannot be read: {}", garbage.toString());
            return Stream.empty();
        }
    }
}
