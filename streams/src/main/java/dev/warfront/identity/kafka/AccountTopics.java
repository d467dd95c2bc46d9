package dev.warfront.identity.kafka;

import dev.warfront.identity.IdentityEvent;
import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where changes of accounts are published.
@Configuration(proxyBeanMethods = false)
class AccountTopics {
    @Bean
    TopicSpec accountTopic() {
        return TopicSpec.of(IdentityEvent.FEED, 12, Duration.ofDays(30));
    }
}
