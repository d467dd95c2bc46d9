package dev.warfront.guild.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where clans tell of themselves.
@Configuration(proxyBeanMethods = false)
class GuildTopics {
    @Bean
    TopicSpec guildTopic() {
        return TopicSpec.of("guild.lifecycle", 12, Duration.ofDays(30));
    }
}
