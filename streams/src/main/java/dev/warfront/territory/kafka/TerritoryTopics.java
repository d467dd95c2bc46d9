package dev.warfront.territory.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.territory.TerritoryEvent;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where changes of land are published.
@Configuration(proxyBeanMethods = false)
class TerritoryTopics {
    @Bean
    TopicSpec territoryTopic() {
        return TopicSpec.of(TerritoryEvent.FEED, 12, Duration.ofDays(30));
    }
}
