package dev.warfront.outbox.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Topics that belong to no context.
@Configuration(proxyBeanMethods = false)
public class OutboxTopics {

    /// Where records end that could not be published or understood, as they came.
    public static final String DEAD_LETTER = "war.dead-letter";

    private static final int PARTITIONS = 12;

    private static final Duration RETENTION = Duration.ofDays(30);

    /// Twice what other topics take, so that nothing is too long to be kept.
    private static final long LETTER_BYTES_MAX = 2L * 1024 * 1024;

    @Bean
    TopicSpec deadLetterTopic() {
        return TopicSpec.of(DEAD_LETTER, PARTITIONS, RETENTION)
                .withAtLeast(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LETTER_BYTES_MAX);
    }
}
