package dev.warfront.score.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.ScoreLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/// A stranger joins the group and reads nothing of what it is given: that does not pass unnoticed.
class StalledPartitionsTest {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final PipelineFixture pipelines = new PipelineFixture();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final StalledPartitions stalled = new StalledPartitions(
            pipelines.cluster, pipelines.positions, metrics, pipelines.clock, EVERY, EVERY.multipliedBy(5));
    private final Disposable looking = stalled.run().subscribe();

    @AfterEach
    void stop() {
        looking.dispose();
        pipelines.stop();
    }

    /// A member that was given every partition.
    private KafkaConsumer<byte[], byte[]> stranger() {
        var properties = new HashMap<>(pipelines.kafka.consumer("warfront-score"));
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        var stranger = new KafkaConsumer<byte[], byte[]>(properties);
        stranger.subscribe(List.of(ScoreLog.FEED));
        while (stranger.assignment().size() < ScoreTopics.PARTITIONS) {
            stranger.poll(EVERY);
        }
        return stranger;
    }

    private Health awaited(Predicate<Health> right) {
        return Mono.fromSupplier(stalled::health)
                .filter(right)
                .repeatWhenEmpty(again -> again.delayElements(EVERY))
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
    }

    @Test
    void givenAStrangerWhoTookThePartitions_thoseThatHaveRecordsShow_untilTheyMove() {
        var war = pipelines.world.newWar();
        var partition = ScoreTopics.partitionOf(war.value().toString().getBytes(UTF_8));
        try (var _ = stranger()) {
            pipelines.send(List.of(pipelines.signed(PipelineFixture.kill(war, new Random(1)))));

            var health = awaited(now -> now.getDetails().containsKey("partition " + partition));
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(gauge(partition)).isEqualTo(1);
        }

        pipelines.owner();

        awaited(now -> !now.getDetails().containsKey("partition " + partition));
        assertThat(gauge(partition)).isZero();
        assertThat(pipelines.settled(war, 1).accepted()).isEqualTo(1);
    }

    private double gauge(int partition) {
        return metrics.get("war_score_partition_stalled")
                .tag("partition", Integer.toString(partition))
                .gauge()
                .value();
    }
}
