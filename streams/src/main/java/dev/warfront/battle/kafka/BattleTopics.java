package dev.warfront.battle.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where battles tell of themselves; they are many, and soon of no interest.
@Configuration(proxyBeanMethods = false)
class BattleTopics {
    @Bean
    TopicSpec battleTopic() {
        return TopicSpec.of("war.battle", 24, Duration.ofDays(7));
    }
}
