package dev.warfront.timer.postgres;

import dev.warfront.kernel.postgres.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Fired timers are kept for a while, for those who ask what happened.
@Configuration(proxyBeanMethods = false)
class TimerUpkeep {
    @Bean
    OldRows firedTimers() {
        return new OldRows("timers", "fired_at", Duration.ofDays(60));
    }
}
