package dev.warfront.score.postgres;

import dev.warfront.kernel.postgres.OldRows;
import dev.warfront.score.ScoreWindow;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What was refused is looked into within days; a month later nobody asks for it. Seen events are asked for when a
/// partition is taken over, which may have stood for some minutes by then.
@Configuration(proxyBeanMethods = false)
class ScoreUpkeep {
    @Bean
    OldRows oldReviews() {
        return new OldRows("clan_war_score_review", "received_at", Duration.ofDays(30));
    }

    @Bean
    OldRows oldSeenStretches(ScoreWindow window) {
        return new OldRows(
                "score_seen_stretches",
                "last_receipt",
                window.horizon().plus(window.skew()).multipliedBy(2));
    }
}
