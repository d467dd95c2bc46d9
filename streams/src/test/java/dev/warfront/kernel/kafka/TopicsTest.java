package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// Topics that somebody made beforehand, otherwise than they are needed.
class TopicsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration WEEK = Duration.ofDays(7);

    private final KafkaSettings kafka =
            new KafkaSettings(List.of(EmbeddedServers.shared().kafka().bootstrapServers()), Map.of());
    private final Admin admin = Admin.create(kafka.admin());
    private final Disposable.Composite running = Disposables.composite();
    private final String name = "made-before-" + UUID.randomUUID();
    private final TopicSpec wanted = TopicSpec.of(name, 2, WEEK)
            .with(Map.of(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime",
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    "uncompressed"));

    @AfterEach
    void stop() {
        running.dispose();
        admin.close(Duration.ZERO);
    }

    private void make(int partitions, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config)))
                .all()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Topics topics() {
        return topics(wanted);
    }

    private Topics topics(TopicSpec spec) {
        var topics = new Topics(List.of(spec), kafka, AGAIN);
        running.add(topics.run().subscribe());
        return topics;
    }

    private String config(String key) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var found = admin.describeConfigs(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return Objects.requireNonNull(found.get(topic)).get(key).value();
    }

    @Test
    void givenATopicWithTheSendersTimestamps_andOfAnotherConfig_itIsSetRight() throws Exception {
        make(2, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact", TopicConfig.RETENTION_MS_CONFIG, "1000"));

        topics().right(name).as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)).isEqualTo("LogAppendTime");
        assertThat(config(TopicConfig.COMPRESSION_TYPE_CONFIG)).isEqualTo("uncompressed");
        assertThat(config(TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("delete");
        assertThat(config(TopicConfig.RETENTION_MS_CONFIG)).isEqualTo(Long.toString(WEEK.toMillis()));
    }

    @ParameterizedTest
    @CsvSource({
        "retention.bytes, 1000, -1",
        "max.message.bytes, 1000, 1048576",
        "message.timestamp.before.max.ms, 1, 3600000",
        "message.timestamp.after.max.ms, 1, 3600000",
        "unclean.leader.election.enable, true, false",
        "cleanup.policy, 'compact,delete', delete",
        "min.insync.replicas, 2, 1",
    })
    void givenATopicThatWouldLoseOrRefuseRecords_itIsSetRight(String key, String value, String right) throws Exception {
        make(2, Map.of(key, value));

        topics().right(name).as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(config(key)).isEqualTo(right);
    }

    @Test
    void givenATopicThatTakesLongerRecords_itGoesOnTakingThem() throws Exception {
        make(2, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "5000000"));

        topics().right(name).as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)).isEqualTo("5000000");
    }

    @Test
    void givenATopicThatTakesLongerRecordsThanItMay_itIsSetRight() throws Exception {
        make(2, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "5000000"));
        var bounded = wanted.with(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1048576"));

        topics(bounded).right(name).as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)).isEqualTo("1048576");
    }

    @Test
    void givenATopicThatKeepsItsRecordsLonger_itKeepsThem() throws Exception {
        make(2, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));

        topics().right(name).as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(config(TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("-1");
    }

    @Test
    void givenATopicOfOtherPartitions_itIsNotRight_andHealthSaysWhy_untilItIsMadeAnew() throws Exception {
        make(3, Map.of());
        var topics = topics();
        topics.ready().as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(topics.wrong()).isEqualTo(Map.of(name, List.of("partitions: 3, not 2")));
        var health = new TopicsHealthIndicator(topics).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry(name, List.of("partitions: 3, not 2"));
        var right = topics.right(name).toFuture();
        assertThat(right).isNotDone();

        admin.deleteTopics(List.of(name)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        right.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(topics.wrong()).isEmpty();
    }

    @Test
    void givenATopicThatGoesWrongWhileItIsWatched_healthSaysSo() throws Exception {
        make(2, Map.of());
        var topics = topics();
        topics.right(name).as(StepVerifier::create).expectComplete().verify(PATIENCE);

        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(3)))
                .all()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        Mono.fromSupplier(topics::wrong)
                .filter(found -> !found.isEmpty())
                .repeatWhenEmpty(rounds -> rounds.delayElements(AGAIN))
                .as(StepVerifier::create)
                .expectNext(Map.of(name, List.of("partitions: 3, not 2")))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(new TopicsHealthIndicator(topics).health().getStatus()).isEqualTo(Status.DOWN);
    }
}
