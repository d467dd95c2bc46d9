package dev.warfront.score.postgres;

import dev.warfront.kernel.postgres.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What was refused is looked into within days; a month later nobody asks for it.
@Configuration(proxyBeanMethods = false)
class ScoreUpkeep {
    @Bean
    OldRows oldReviews() {
        return new OldRows("clan_war_score_review", "received_at", Duration.ofDays(30));
    }
}
