package dev.warfront.outbox.kafka;

import dev.warfront.kernel.kafka.TopicSpec;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Topics that only the relay writes, and those that belong to no context.
@Configuration(proxyBeanMethods = false)
public class OutboxTopics {

    /// Where records end that could not be published or understood, as they came.
    public static final String DEAD_LETTER = "war.dead-letter";

    private static final int PARTITIONS = 12;

    /// Battles are many.
    private static final int BATTLE_PARTITIONS = 24;

    private static final Duration BATTLE_RETENTION = Duration.ofDays(7);

    private static final Duration RETENTION = Duration.ofDays(30);

    @Bean
    TopicSpec deadLetterTopic() {
        return new TopicSpec(
                DEAD_LETTER,
                PARTITIONS,
                Map.of("retention.ms", Long.toString(RETENTION.toMillis()), "max.message.bytes", "2097152"));
    }

    @Bean
    TopicSpec opsTopic() {
        return TopicSpec.of("war.ops", PARTITIONS, RETENTION);
    }

    @Bean
    TopicSpec warTopic() {
        return TopicSpec.of("war.lifecycle", PARTITIONS, RETENTION);
    }

    @Bean
    TopicSpec battleTopic() {
        return TopicSpec.of("war.battle", BATTLE_PARTITIONS, BATTLE_RETENTION);
    }

    @Bean
    TopicSpec territoryTopic() {
        return TopicSpec.of("war.territory", PARTITIONS, RETENTION);
    }

    @Bean
    TopicSpec guildTopic() {
        return TopicSpec.of("guild.lifecycle", PARTITIONS, RETENTION);
    }

    @Bean
    TopicSpec accountTopic() {
        return TopicSpec.of("identity.account", PARTITIONS, RETENTION);
    }
}
