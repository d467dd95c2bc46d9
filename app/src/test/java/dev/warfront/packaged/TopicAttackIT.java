package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.testing.Deep;
import dev.warfront.testing.Depth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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

    /// Others of that loop, in which nothing of strangers is kept yet in this minute.
    private static final int MARKED = 4;

    private static final int NAMING = 6;

    private static final Duration GOES_ON = Duration.ofMinutes(1);

    /// More than a rebalance of a group takes, and than a partition may stand still before that is said.
    private static final Duration JOINED = Duration.ofSeconds(90);

    private static final int REFUSED_BYTES = 300_000_000;

    private static final int BOMB_BYTES = Depth.isDeep() ? 2_000_000_000 : 500_000_000;

    private static final int RECORDS = Depth.isDeep() ? 300_000 : 20_000;

    private static final int WARS = 5_000;

    /// Of records that nobody known has signed, in a minute and partition.
    private static final int ROWS_MAX = 100;

    private final Attacked attacked;

    TopicAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    @Test
    void smallRecord_thatUnpacksToHundredsOfMegabytes_isRefusedByTheBroker() throws Exception {
        attack(() -> assertThat(send(RawBatch.ofZeros(CompressionType.ZSTD, REFUSED_BYTES)))
                .isEqualTo(Errors.MESSAGE_TOO_LARGE));
    }

    @Test
    void smallRecord_thatUnpacksToHundredsOfMegabytes_inALogThatTakesIt() throws Exception {
        attack(() -> sendPacked(RawBatch.ofZeros(CompressionType.ZSTD, BOMB_BYTES)));
    }

    @Test
    void smallBatch_ofLargeHeaders_inALogThatTakesIt() throws Exception {
        attack(() -> sendPacked(RawBatch.ofHeaders(CompressionType.ZSTD, 1_000, 900_000)));
    }

    /// They came while it was away, since its heap was taken.
    @Test
    void bombsThatAreTheFirstThingItReads_behindAnEndForLackOfMemory() throws Exception {
        attacked.assertEndsOfItself(() -> sendPacked(RawBatch.ofZeros(CompressionType.ZSTD, BOMB_BYTES)));
        attack(() -> {}); // it has come
    }

    /// For longer than a partition may stand still before that is said.
    @Test
    @Deep
    void strangerInTheConsumerGroup_isSeen_andWhatItTookIsReadOnceItHasLeft() throws Exception {
        attacked.assertSurvives(() -> {
            try (var stranger =
                            new KafkaConsumer<>(member(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                    var producer = producer()) {
                stranger.subscribe(List.of(EventTopic.SCORE_EVENTS));
                Await.until(
                        JOINED,
                        "partitions for a stranger",
                        () -> {
                            stranger.poll(Duration.ofMillis(100));
                            return stranger.assignment();
                        },
                        taken -> !taken.isEmpty());
                for (var taken : stranger.assignment()) {
                    var _ = producer.send(new ProducerRecord<>(taken.topic(), taken.partition(), null, null));
                }
                producer.flush();
                Await.until(JOINED, "scoreLog in health", () -> attacked.health("scoreLog"), "DOWN"::equals);
            }
            Await.until(JOINED, "scoreLog in health", () -> attacked.health("scoreLog"), "UP"::equals);
        });
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
    void junkOfInventedServers_isCounted_andDoesNotFillTheReviewTable() throws Exception {
        attack(() -> {
            try (var producer = producer()) {
                for (var i = 0; i < RECORDS; i++) {
                    var row = new ProducerRecord<byte[], byte[]>(
                            EventTopic.SCORE_EVENTS, ATTACKED, null, new byte[1_000]);
                    row.headers().add("server_id", UUID.randomUUID().toString().getBytes(UTF_8));
                    row.headers().add("signature", "0".repeat(64).getBytes(UTF_8));
                    var _ = producer.send(row);
                }
            }
        });
        try (var stored = StoredState.open(attacked.servers())) {
            assertThat(stored.number("""
                            select max(rows) from (
                                select count(*) as rows from clan_war_score_review
                                 where log_partition = ? and code in ('SCORE_MALFORMED', 'SCORE_SIGNATURE_INVALID')
                                 group by date_trunc('minute', received_at)) minutes""", ATTACKED)).isBetween(1L, (long) ROWS_MAX);
        }
    }

    /// The mark was read as the program's own word on a batch, and went into a column of text.
    @Test
    void recordsMarkedAsABatchThatWasNotRead_withWhatNoTextOfTheDatabaseMayHave() throws Exception {
        attack(MARKED, () -> {
            try (var producer = producer()) {
                for (var i = 0; i < 10; i++) {
                    var row = new ProducerRecord<byte[], byte[]>(EventTopic.SCORE_EVENTS, MARKED, null, null);
                    row.headers().add("unread", new byte[] {0, (byte) 0xff});
                    var _ = producer.send(row);
                }
            }
        });
        try (var stored = StoredState.open(attacked.servers())) {
            assertThat(stored.number(
                            "select count(*) from clan_war_score_review where log_partition = ? and detail like 'a batch%'",
                            MARKED))
                    .isEqualTo(10);
        }
    }

    @Test
    void recordsOfNobody_thatNameThousandsOfEndedWars_costNoWarAnything() throws Exception {
        var wars = CancelledWars.in(attacked.servers(), ATTACKED, WARS);

        attack(() -> {
            try (var producer = producer()) {
                wars.ids().forEach(war -> {
                    var _ = producer.send(naming(war, ATTACKED));
                });
            }
        });

        assertThat(wars.scored(attacked.servers())).isZero();
    }

    @Test
    void recordsOfAStolenServer_thatNameThousandsOfEndedWars_areDecidedInParts() throws Exception {
        var wars = CancelledWars.in(attacked.servers(), NAMING, WARS);
        var key = attacked.credentials().key();

        attack(NAMING, () -> {
            try (var producer = producer()) {
                wars.ids().forEach(war -> {
                    var row = naming(war, NAMING);
                    row.headers().add("server_id", key.id().toString().getBytes(UTF_8));
                    row.headers().add("signature", key.sign(row.value()).getBytes(UTF_8));
                    var _ = producer.send(row);
                });
            }
            Await.until(JOINED, "all wars", () -> wars.scored(attacked.servers()), scored -> scored == WARS);
        });
    }

    private static ProducerRecord<byte[], byte[]> naming(UUID war, int partition) {
        return new ProducerRecord<>(
                EventTopic.SCORE_EVENTS, partition, war.toString().getBytes(UTF_8), "{}".getBytes(UTF_8));
    }

    @Test
    void recordsWithoutAnything() throws Exception {
        attack(() -> {
            try (var producer = producer()) {
                for (var i = 0; i < RECORDS; i++) {
                    var _ = producer.send(new ProducerRecord<>(EventTopic.SCORE_EVENTS, ATTACKED, null, null));
                }
            }
        });
    }

    private void attack(Attacked.Attack attack) throws Exception {
        attack(ATTACKED, attack);
    }

    private void attack(int partition, Attacked.Attack attack) throws Exception {
        attacked.assertSurvives(() -> {
            try (var server = GoodServer.appending(attacked, GOOD)) {
                attack.run();
                server.assertServed();
            }
            GoodServer.assertDecided(attacked, partition, GOES_ON);
        });
    }

    private Errors send(RawBatch batch) {
        try {
            return batch.send(attacked.servers().kafka(), EventTopic.SCORE_EVENTS, ATTACKED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// To a topic that takes it as it is, until the program sets that right.
    private void sendPacked(RawBatch batch) {
        Await.until(GOES_ON, "a batch that is taken", () -> sendPackedOnce(batch), Errors.NONE::equals);
        packing("uncompressed");
    }

    private Errors sendPackedOnce(RawBatch batch) {
        packing("producer");
        return send(batch);
    }

    private void packing(String type) {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, EventTopic.SCORE_EVENTS);
        var change = new AlterConfigOp(new ConfigEntry("compression.type", type), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(bootstrap())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(bootstrap(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// As the program is one.
    private Map<String, Object> member() {
        return Map.of(
                "bootstrap.servers",
                attacked.servers().kafka().bootstrapServers(),
                "group.id",
                "warfront-score",
                "enable.auto.commit",
                false,
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName());
    }

    private Map<String, Object> bootstrap() {
        return Map.of("bootstrap.servers", attacked.servers().kafka().bootstrapServers());
    }
}
