package dev.warfront.kernel.kafka;

import static java.util.function.Function.identity;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
import reactor.kafka.receiver.ReceiverRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads on every node what was changed anywhere, and notifies the streams that show it. It belongs to no group: every
/// node reads all partitions from their ends and stores no offset, since what it misses is read from the store by the
/// streams themselves.
@Component
final class ChangeTail implements SupervisedStream {
    private static final Logger log = LoggerFactory.getLogger(ChangeTail.class);

    private final KafkaSettings settings;
    private final Topics topics;
    private final Map<String, TopicSpec> notifying;
    private final ChangeNotifier changes;
    private final JsonMapper json;

    ChangeTail(KafkaSettings settings, Topics topics, List<TopicSpec> specs, ChangeNotifier changes, JsonMapper json) {
        this.settings = settings;
        this.topics = topics;
        this.notifying = specs.stream()
                .filter(spec -> !spec.notifies().isEmpty())
                .collect(Collectors.toUnmodifiableMap(TopicSpec::name, identity()));
        this.changes = changes;
        this.json = json;
    }

    @Override
    public String name() {
        return "change-tail";
    }

    @Override
    public int phase() {
        return PUSH;
    }

    @Override
    public Flux<Void> run() {
        return topics.ready()
                .thenMany(Flux.defer(() ->
                        KafkaReceiver.create(new BoundedConsumers(), options()).receive()))
                .doOnNext(record -> ids(record).forEach(changes::changed))
                .thenMany(Flux.empty());
    }

    private ReceiverOptions<byte[], byte[]> options() {
        var consumer = new HashMap<>(settings.consumer("change-tail"));
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return ReceiverOptions.<byte[], byte[]>create(consumer)
                .assignment(partitions())
                .addAssignListener(assigned -> assigned.forEach(ReceiverPartition::seekToEnd));
    }

    private List<TopicPartition> partitions() {
        return notifying.values().stream()
                .flatMap(spec -> IntStream.range(0, spec.partitions())
                        .mapToObj(partition -> new TopicPartition(spec.name(), partition)))
                .toList();
    }

    /// What an event changed.
    private Stream<UUID> ids(ReceiverRecord<byte[], byte[]> record) {
        var spec = notifying.get(record.topic());
        if (spec == null) {
            return Stream.empty();
        }
        try {
            var payload = json.readTree(record.value()).path("payload");
            return spec.notifies().stream()
                    .map(field -> payload.path(field).asString(""))
                    .filter(id -> !id.isEmpty())
                    .map(UUID::fromString)
                    .toList()
                    .stream();
        } catch (JacksonException | IllegalArgumentException malformed) {
            log.warn("{} has an event that cannot be read: {}", record.topic(), malformed.toString());
            return Stream.empty();
        }
    }
}
