package dev.warfront.war.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.war.WarEvent;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where changes of wars are published.
@Configuration(proxyBeanMethods = false)
class WarTopics {
    @Bean
    TopicSpec warTopic() {
        return TopicSpec.of(WarEvent.FEED, 12, Duration.ofDays(30)).notifying("war_id");
    }
}
