package dev.warfront.war.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the phases of wars are published.
@Configuration(proxyBeanMethods = false)
class WarTopics {
    @Bean
    TopicSpec warTopic() {
        return TopicSpec.of("war.lifecycle", 12, Duration.ofDays(30));
    }
}
