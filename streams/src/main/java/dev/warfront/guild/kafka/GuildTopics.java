package dev.warfront.guild.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the events of clans are published.
@Configuration(proxyBeanMethods = false)
class GuildTopics {
    private static final int PARTITIONS = 12;
    private static final Duration RETENTION = Duration.ofDays(30);

    @Bean
    TopicSpec guildLifecycleTopic() {
        return TopicSpec.of("guild.lifecycle", PARTITIONS, RETENTION);
    }
}
