package dev.warfront.outbox.postgres;

import dev.warfront.kernel.postgres.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Events are delivered again within days, never after a month.
@Configuration(proxyBeanMethods = false)
class OutboxUpkeep {
    @Bean
    OldRows oldInbox() {
        return new OldRows("inbox_events", "processed_at", Duration.ofDays(30));
    }
}
