package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;

/// What a topic holds that packs what comes, on a real broker.
class BoundedConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BOMB_BYTES = 32 * 1024 * 1024;

    private final KafkaSettings kafka =
            new KafkaSettings(List.of(EmbeddedServers.shared().kafka().bootstrapServers()), Map.of());
    private final TopicSpec topic = TopicSpec.of("bounded-" + UUID.randomUUID(), 1, Duration.ofDays(1));

    private void append(int bytes) throws Exception {
        var packing = new HashMap<>(kafka.producer());
        packing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        packing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * BOMB_BYTES);
        packing.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * BOMB_BYTES);
        try (var producer = new KafkaProducer<String, byte[]>(packing)) {
            producer.send(new ProducerRecord<>(topic.name(), "key", new byte[bytes]))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(int count) {
        var consumer = kafka.consumer("bounded-" + UUID.randomUUID());
        consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BOMB_BYTES);
        var options = ReceiverOptions.<byte[], byte[]>create(consumer).subscription(List.of(topic.name()));
        return Flux.<ConsumerRecord<byte[], byte[]>>from(
                        KafkaReceiver.create(new BoundedConsumers(), options).receive())
                .take(count)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Test
    void givenASmallRecordThatUnpacksToManyMegabytes_itIsNotUnpacked_andWhatFollowsIsRead() throws Exception {
        TestTopics.make(kafka, topic);
        append(10);
        append(BOMB_BYTES);
        append(20);

        var read = read(3);

        assertThat(read).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L);
        assertThat(read).extracting(ConsumerRecord::serializedValueSize).containsExactly(10, -1, 20);
        assertThat(BoundedConsumer.unread(read.get(1))).contains("unpacks to more than");
        assertThat(BoundedConsumer.unread(read.get(2))).isNull();
    }
}
