package dev.warfront.guild.kafka;

import dev.warfront.guild.GuildEvent;
import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where changes of clans are published.
@Configuration(proxyBeanMethods = false)
class GuildTopics {
    @Bean
    TopicSpec guildTopic() {
        return TopicSpec.of(GuildEvent.FEED, 12, Duration.ofDays(30));
    }
}
