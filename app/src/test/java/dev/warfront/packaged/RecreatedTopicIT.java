package dev.warfront.packaged;

import dev.warfront.testing.Deep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The topic of score events, deleted and made anew under a program of its own: what is behind it stops until
/// somebody looks at it, so no other attack could follow.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Deep
class RecreatedTopicIT {

    private static final int PARTITION = 0;

    private static final int PARTITIONS = 24;

    private static final Duration DECIDED = Duration.ofSeconds(15);

    private static final Duration SEEN = Duration.ofMinutes(1);

    @Test
    void aTopicDeletedAndMadeAnew_isSeen_andSomebodyIsServedMeanwhile() throws Exception {
        try (var attacked = new Attacked("recreated-topic", "1g", Attacked.CONNECTIONS_MAX)) {
            GoodServer.assertDecided(attacked, PARTITION, DECIDED);
            Map<String, Object> bootstrap =
                    Map.of("bootstrap.servers", attacked.servers().kafka().bootstrapServers());
            attacked.assertSurvives(() -> {
                recreate(bootstrap);
                try (var producer =
                        new KafkaProducer<>(bootstrap, new ByteArraySerializer(), new ByteArraySerializer())) {
                    var _ = producer.send(new ProducerRecord<>(EventTopic.SCORE_EVENTS, PARTITION, null, null));
                    producer.flush();
                }
                Await.until(
                        SEEN, "scorePartitions in health", () -> attacked.health("scorePartitions"), "DOWN"::equals);
            });
        }
    }

    private static void recreate(Map<String, Object> bootstrap) throws Exception {
        try (var admin = Admin.create(bootstrap)) {
            admin.deleteTopics(List.of(EventTopic.SCORE_EVENTS)).all().get();
            Await.success(
                    SEEN,
                    "the topic made anew",
                    () -> admin.createTopics(List.of(new NewTopic(EventTopic.SCORE_EVENTS, PARTITIONS, (short) 1)))
                            .all()
                            .get());
        }
    }
}
