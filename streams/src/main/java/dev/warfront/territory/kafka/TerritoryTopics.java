package dev.warfront.territory.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where land tells of its owners.
@Configuration(proxyBeanMethods = false)
class TerritoryTopics {
    @Bean
    TopicSpec territoryTopic() {
        return TopicSpec.of("war.territory", 12, Duration.ofDays(30));
    }
}
