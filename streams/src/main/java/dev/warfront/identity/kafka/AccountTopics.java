package dev.warfront.identity.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where accounts tell of themselves.
@Configuration(proxyBeanMethods = false)
class AccountTopics {
    @Bean
    TopicSpec accountTopic() {
        return TopicSpec.of("identity.account", 12, Duration.ofDays(30));
    }
}
