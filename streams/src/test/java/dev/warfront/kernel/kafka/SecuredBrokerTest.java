package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.backends.BrokerKeys;
import dev.warfront.backends.SecuredKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.test.StepVerifier;

/// A broker where everybody speaks TLS, signs in and has the rights of `deploy/kafka/acls.txt`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredBrokerTest {
    private static final Path RIGHTS = Path.of("..", "deploy", "kafka", "acls.txt");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicSpec IN = TopicSpec.of("war.score-events", 1, Duration.ofDays(1));
    private static final TopicSpec FEED = TopicSpec.of("war.score", 1, Duration.ofDays(1));
    private static final Duration AGAIN = Duration.ofMillis(200);
    /// The first handshake of a JVM takes its time.
    private static final int HANDSHAKES = 5;

    private final SecuredKafka broker = SecuredKafka.start();
    private final KafkaSettings program = as("warfront", "warfront's");
    private final KafkaSettings gameServer = as("game-server", "game-server's");

    private KafkaSettings as(String user, String password) {
        return as(user, password, Map.of());
    }

    /// @param otherwise properties of a client that differ
    private KafkaSettings as(String user, String password, Map<String, Object> otherwise) {
        var properties = new HashMap<String, Object>(Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                broker.certificate().toString(),
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password)));
        properties.putAll(otherwise);
        return new KafkaSettings(List.of(broker.secured()), properties);
    }

    @BeforeAll
    void giveRights() throws Exception {
        broker.addUser("warfront", "warfront's");
        broker.addUser("game-server", "game-server's");
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.trusted()))) {
            admin.createAcls(rights()).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        TestTopics.make(program, List.of(IN, FEED));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static List<AclBinding> rights() throws IOException {
        return Files.readAllLines(RIGHTS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .map(words -> new AclBinding(
                        new ResourcePattern(
                                ResourceType.valueOf(words[2].toUpperCase(Locale.ROOT)),
                                words[4],
                                PatternType.valueOf(words[3].toUpperCase(Locale.ROOT))),
                        new AccessControlEntry(
                                "User:" + words[0],
                                "*",
                                AclOperation.valueOf(words[1].toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)))
                .toList();
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
    void whoIsNobodyGetsNothing() {
        assertThat(sent(as("game-server", "wrong"), IN).error()).isInstanceOf(SaslAuthenticationException.class);
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
    void givenAConfigThatMayNotBeChanged_itIsSaidWhatIsWrong_andTheTopicIsNotRight() throws Exception {
        var wanted = TopicSpec.of("war.lifecycle", 1, Duration.ofDays(1));
        TestTopics.make(program, wanted);
        broker.addUser("watcher", "watcher's");
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.trusted()))) {
            admin.createAcls(List.of(watching(AclOperation.DESCRIBE), watching(AclOperation.DESCRIBE_CONFIGS)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var change = new AlterConfigOp(new ConfigEntry("retention.bytes", "1000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, wanted.name()), List.of(change)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        var topics = new Topics(List.of(wanted), as("watcher", "watcher's"), AGAIN);
        var running = topics.run().subscribe();
        try {
            var wrong = Mono.fromSupplier(topics::wrong)
                    .filter(found -> !found.isEmpty())
                    .repeatWhenEmpty(rounds -> rounds.delayElements(AGAIN))
                    .block(PATIENCE);

            assertThat(wrong).isEqualTo(Map.of(wanted.name(), List.of("retention.bytes: 1000, not -1")));
            assertThat(topics.right(wanted.name()).toFuture()).isNotDone();
        } finally {
            running.dispose();
            topics.destroy();
        }
    }

    private static AclBinding watching(AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "war.", PatternType.PREFIXED),
                new AccessControlEntry("User:watcher", "*", operation, AclPermissionType.ALLOW));
    }

    private static int read(KafkaSettings by, TopicSpec topic) {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(new HashMap<>(by.consumer("game-server-1")))) {
            var partition = List.of(new TopicPartition(topic.name(), 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            return consumer.poll(PATIENCE).count();
        }
    }
}
