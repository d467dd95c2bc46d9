package dev.warfront.battle.kafka;

import dev.warfront.battle.BattleEvent;
import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where changes of battles are published; they are many, and soon of no interest.
@Configuration(proxyBeanMethods = false)
class BattleTopics {
    @Bean
    TopicSpec battleTopic() {
        return TopicSpec.of(BattleEvent.FEED, 24, Duration.ofDays(7)).notifying("war_id", "battle_id");
    }
}
