package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.backends.BrokerKeys;
import dev.warfront.backends.SecuredKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.test.StepVerifier;

/// A broker where everybody speaks TLS, signs in and has the rights and quotas of `deploy/kafka`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("secured broker") // its own tests run one after the other
class SecuredBrokerTest {
    private static final String GAME_SERVER = "north";
    private static final String STOLEN = "south";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicSpec IN = TopicSpec.of("war.score-events", 1, Duration.ofDays(1));
    private static final TopicSpec FEED = TopicSpec.of("war.score", 1, Duration.ofDays(1));
    private static final Duration AGAIN = Duration.ofMillis(200);
    /// The first handshake of a JVM takes its time.
    private static final int HANDSHAKES = 5;

    private final SecuredKafka broker = SecuredKafka.start();
    private final KafkaSettings program = as("warfront", "warfront's");
    private final KafkaSettings gameServer = as(GAME_SERVER, GAME_SERVER + "'s");
    private final KafkaSettings stolen = as(STOLEN, STOLEN + "'s");

    private KafkaSettings as(String user, String password) {
        return as(user, password, Map.of());
    }

    private KafkaSettings as(String user, String password, Map<String, Object> otherwise) {
        return SignedIn.at(broker, user, password, otherwise);
    }

    @BeforeAll
    void giveRights() throws Exception {
        admit("warfront", BrokerRole.of("warfront"));
        admit(GAME_SERVER, BrokerRole.of("game-server"));
        admit(STOLEN, BrokerRole.of("game-server"));
        TestTopics.make(program, List.of(IN, FEED));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private void admit(String user, BrokerRole role) throws Exception {
        broker.addUser(user, user + "'s");
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.trusted()))) {
            role.giveTo(user, admin);
        }
    }

    private static Sent sent(KafkaSettings by, TopicSpec topic) {
        var records = new RecordProducer("secured", by.producer(), Duration.ZERO);
        try {
            var record = KafkaRecord.of(topic.name(), "key", "value".getBytes(StandardCharsets.UTF_8), Map.of());
            return Objects.requireNonNull(records.sendAll(List.of(record)).block(PATIENCE))
                    .getFirst();
        } finally {
            records.closeBlocking();
        }
    }

    @Test
    void everyClientOfTheProgramSignsIn() {
        var cluster = new KafkaCluster(program);
        try {
            assertThat(cluster.nodes().retry(HANDSHAKES).block(PATIENCE)).isEqualTo(1);
            assertThat(cluster.topicId(IN.name()).block(PATIENCE)).isNotNull();
            assertThat(cluster.ranges(IN.name(), List.of(0)).block(PATIENCE)).containsKey(0);
        } finally {
            cluster.destroy();
        }
        assertThat(sent(program, FEED).error()).isNull();
        var options = ReceiverOptions.<byte[], byte[]>create(program.consumer("warfront-score"))
                .subscription(List.of(FEED.name()));
        KafkaReceiver.create(new BoundedConsumers(), options)
                .receive()
                .take(1)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void aGameServerWritesItsTopic_readsFeeds_andNothingElse() {
        assertThat(sent(gameServer, IN).error()).isNull();
        assertThat(sent(gameServer, FEED).error()).isInstanceOf(TopicAuthorizationException.class);
        assertThat(sent(program, FEED).error()).isNull();
        assertThat(read(gameServer, FEED)).isPositive();
        assertThatThrownBy(() -> read(gameServer, IN)).isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> {
                    try (var stranger = new KafkaConsumer<byte[], byte[]>(gameServer.consumer("warfront-score"))) {
                        stranger.subscribe(List.of(FEED.name()));
                        stranger.poll(PATIENCE);
                    }
                })
                .isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    @Timeout(60)
    void givenAStolenGameServer_itsRightsAreTakenAway_andAnotherGoesOn() throws Exception {
        assertThat(sent(stolen, IN).error()).isNull();

        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.trusted()))) {
            BrokerRole.of("game-server").takeFrom(STOLEN, admin);
        }

        var refused = sent(stolen, IN).error();
        while (refused == null) { // until the broker has heard of it
            refused = sent(stolen, IN).error();
        }
        assertThat(refused).isInstanceOf(TopicAuthorizationException.class);
        assertThat(sent(gameServer, IN).error()).isNull();
    }

    @Test
    void whoIsNobodyGetsNothing() {
        assertThat(sent(as(GAME_SERVER, "wrong"), IN).error()).isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void givenAnotherCertificateThanTheTrustedOne_nothingIsSent(@TempDir Path folder) throws IOException {
        var others = BrokerKeys.of(folder).certificate().toString();
        var deceived = as("warfront", "warfront's", Map.of("ssl.truststore.location", others));

        assertThat(sent(deceived, FEED).error()).isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void givenACertificateOfAnotherName_nothingIsSent() {
        var astray = new KafkaSettings(List.of("localhost:" + broker.port()), program.properties());

        assertThat(sent(astray, FEED).error()).isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void givenPropertiesThatMayNotBeChanged_itIsSaidWhatIsWrong_andTheTopicIsNotRight() throws Exception {
        var wanted = TopicSpec.of("war.lifecycle", 1, Duration.ofDays(1));
        TestTopics.make(program, wanted);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.trusted()))) {
            var change = new AlterConfigOp(new ConfigEntry("retention.bytes", "1000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, wanted.name()), List.of(change)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertWrong(
                wanted,
                "watcher",
                "retention.bytes: 1000, not -1",
                AclOperation.DESCRIBE,
                AclOperation.DESCRIBE_CONFIGS);
    }

    @Test
    void givenPropertiesThatMayNotBeLookedAt_thatIsSaid_andTheTopicIsNotRight() throws Exception {
        var wanted = TopicSpec.of("war.battle", 1, Duration.ofDays(1));
        TestTopics.make(program, wanted);

        assertWrong(wanted, "blind", "its properties may not be looked at", AclOperation.DESCRIBE);
    }

    /// To a program that may do no more with its topics than this.
    private void assertWrong(TopicSpec wanted, String user, String expected, AclOperation... may) throws Exception {
        broker.addUser(user, user + "'s");
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.trusted()))) {
            admin.createAcls(Stream.of(may)
                            .map(operation -> BrokerRole.right(user, operation, wanted.name()))
                            .toList())
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        var topics = new Topics(List.of(wanted), as(user, user + "'s"), AGAIN);
        var running = topics.run().subscribe();
        try {
            var wrong = Mono.fromSupplier(topics::wrong)
                    .filter(found -> !found.isEmpty())
                    .repeatWhenEmpty(rounds -> rounds.delayElements(AGAIN))
                    .block(PATIENCE);

            assertThat(wrong).isEqualTo(Map.of(wanted.name(), List.of(expected)));
            assertThat(topics.right(wanted.name()).toFuture()).isNotDone();
        } finally {
            running.dispose();
            topics.destroy();
        }
    }

    private static int read(KafkaSettings by, TopicSpec topic) {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(new HashMap<>(by.consumer(GAME_SERVER)))) {
            var partition = List.of(new TopicPartition(topic.name(), 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            return consumer.poll(PATIENCE).count();
        }
    }
}
