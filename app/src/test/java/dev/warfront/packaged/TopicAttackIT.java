package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may append to the topic of score events without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class TopicAttackIT {

    private static final int ATTACKED = 0;

    /// Another partition of the same flush loop.
    private static final int GOOD = 2;

    private static final Duration GOES_ON = Duration.ofSeconds(15);

    private static final int BOMB_BYTES = Depth.isDeep() ? 2_000_000_000 : 500_000_000;

    private static final int INVENTED_SERVERS = 20_000;

    private final Attacked attacked;

    TopicAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    @Test
    void smallRecord_thatUnpacksToHundredsOfMegabytes_isRefusedByTheBroker() throws Exception {
        attack(() -> assertThat(send(RawBatch.ofZeros(CompressionType.ZSTD, 500_000_000)))
                .isEqualTo(Errors.MESSAGE_TOO_LARGE));
    }

    @Test
    void smallRecord_thatUnpacksToHundredsOfMegabytes_inALogThatTakesIt() throws Exception {
        compressing("producer");
        attack(() -> assertThat(send(RawBatch.ofZeros(CompressionType.ZSTD, BOMB_BYTES)))
                .isEqualTo(Errors.NONE));
        compressing("uncompressed");
    }

    @Test
    void smallBatch_ofLargeHeaders_inALogThatTakesIt() throws Exception {
        compressing("producer");
        attack(() -> assertThat(send(RawBatch.ofHeaders(CompressionType.ZSTD, 1_000, 900_000)))
                .isEqualTo(Errors.NONE));
        compressing("uncompressed");
    }

    @Test
    void largeHeaders_withoutAValue() throws Exception {
        attack(() -> {
            var batch = RawBatch.ofHeaders(CompressionType.NONE, 1, 900_000);
            for (var i = 0; i < 300; i++) {
                assertThat(send(batch)).isEqualTo(Errors.NONE);
            }
        });
    }

    @Test
    void recordsOfInventedServers() throws Exception {
        attack(() -> {
            try (var producer = producer()) {
                for (var i = 0; i < INVENTED_SERVERS; i++) {
                    var row = new ProducerRecord<byte[], byte[]>(EventTopic.SCORE_EVENTS, ATTACKED, null, new byte[8]);
                    row.headers().add("server_id", UUID.randomUUID().toString().getBytes(UTF_8));
                    row.headers().add("signature", "0".repeat(64).getBytes(UTF_8));
                    var _ = producer.send(row);
                }
            }
        });
    }

    private void attack(Attacked.Attack attack) throws Exception {
        attacked.assertSurvives(() -> {
            try (var server = GoodServer.appending(attacked, GOOD)) {
                attack.run();
                server.assertServed();
            }
            GoodServer.assertDecided(attacked, ATTACKED, GOES_ON);
        });
    }

    private Errors send(RawBatch batch) throws IOException {
        return batch.send(attacked.servers().kafka(), EventTopic.SCORE_EVENTS, ATTACKED);
    }

    private void compressing(String type) throws ExecutionException, InterruptedException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, EventTopic.SCORE_EVENTS);
        var change = new AlterConfigOp(new ConfigEntry("compression.type", type), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(bootstrap())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(bootstrap(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> bootstrap() {
        return Map.of("bootstrap.servers", attacked.servers().kafka().bootstrapServers());
    }
}
