package dev.warfront.territory.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the events of land are published, captures inside wars among them.
@Configuration(proxyBeanMethods = false)
class TerritoryTopics {
    private static final int PARTITIONS = 12;
    private static final Duration RETENTION = Duration.ofDays(30);

    @Bean
    TopicSpec warTerritoryTopic() {
        return TopicSpec.of("war.territory", PARTITIONS, RETENTION);
    }
}
