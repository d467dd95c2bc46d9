package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.SecuredKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// How much a user of the broker may send, by the quotas of `deploy/kafka/quotas.txt`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("broker with a quota") // its own tests run one after the other
class BrokerQuotaTest {
    private static final TopicSpec IN = TopicSpec.of("war.score-events", 1, Duration.ofDays(1));
    private static final long PATIENCE_SECONDS = 30;
    private static final int RECORD_BYTES = 500_000;
    /// Five times what a game server may send in the 10 s over which the broker counts.
    private static final int RECORDS = 27;

    private final SecuredKafka broker = SecuredKafka.start();

    @BeforeAll
    void makeTopic() {
        TestTopics.make(new KafkaSettings(List.of(broker.trusted()), Map.of()), IN);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private KafkaProducer<String, byte[]> producer(String user, String role) throws Exception {
        broker.addUser(user, user + "'s");
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.trusted()))) {
            BrokerRole.of(role).giveTo(user, admin);
        }
        return new KafkaProducer<>(
                SignedIn.at(broker, user, user + "'s", Map.of()).producer());
    }

    private static void send(KafkaProducer<String, byte[]> producer) throws Exception {
        producer.send(new ProducerRecord<>(IN.name(), "key", new byte[RECORD_BYTES]))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// Whether the broker has ever made it wait.
    private static boolean hasWaited(KafkaProducer<String, byte[]> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("produce-throttle-time-max"))
                .anyMatch(metric -> metric.metricValue() instanceof Double time && time > 0);
    }

    @Test
    void givenAGameServerThatSendsMoreThanItsQuota_theBrokerMakesItWait() throws Exception {
        try (var producer = producer("flooder", "game-server")) {
            for (var i = 0; i < RECORDS && !hasWaited(producer); i++) {
                send(producer);
            }

            assertThat(hasWaited(producer)).isTrue();
        }
    }

    @Test
    void givenTheProgram_itNeverWaits() throws Exception {
        try (var producer = producer("program", "warfront")) {
            for (var i = 0; i < RECORDS; i++) {
                send(producer);
            }

            assertThat(hasWaited(producer)).isFalse();
        }
    }
}
