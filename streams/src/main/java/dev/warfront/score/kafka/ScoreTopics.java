package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.score.ScoreAdminEvent;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.ScoreLog;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The topics of scores. In the log the broker sets the time of each record, and that time is its receipt.
@Configuration(proxyBeanMethods = false)
class ScoreTopics {
    static final int PARTITIONS = 24;
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final int OPS_PARTITIONS = 12;
    private static final Duration OPS_RETENTION = Duration.ofDays(30);
    /// The broker bounds batches, as they are when nothing is packed, and not records: a sender may gather many into
    /// one, so the pipeline bounds the records.
    private static final int BATCH_BYTES_MAX = 1024 * 1024;

    @Bean
    TopicSpec scoreEventsTopic() {
        return TopicSpec.of(ScoreLog.FEED, PARTITIONS, RETENTION)
                .with(Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(BATCH_BYTES_MAX),
                        TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed"));
    }

    @Bean
    TopicSpec scoreTopic() {
        return TopicSpec.of(ScoreFeed.FEED, PARTITIONS, RETENTION);
    }

    @Bean
    TopicSpec opsTopic() {
        return TopicSpec.of(ScoreAdminEvent.FEED, OPS_PARTITIONS, OPS_RETENTION);
    }

    /// Where records of a key belong: Kafka's default hash.
    static int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }
}
