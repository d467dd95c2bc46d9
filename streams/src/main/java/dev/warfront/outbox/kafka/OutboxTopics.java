package dev.warfront.outbox.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Topics that belong to no context.
@Configuration(proxyBeanMethods = false)
public class OutboxTopics {

    /// Where records end that could not be published or understood, as they came.
    public static final String DEAD_LETTER = "war.dead-letter";

    private static final int PARTITIONS = 12;

    private static final Duration RETENTION = Duration.ofDays(30);

    @Bean
    TopicSpec deadLetterTopic() {
        return new TopicSpec(
                DEAD_LETTER,
                PARTITIONS,
                Map.of("retention.ms", Long.toString(RETENTION.toMillis()), "max.message.bytes", "2097152"));
    }
}
