package dev.warfront.kernel.postgres;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Answers to commands are kept for a day.
@Configuration(proxyBeanMethods = false)
class KernelUpkeep {
    @Bean
    OldRows oldAnswers() {
        return new OldRows("idempotency_keys", "created_at", Duration.ofHours(24));
    }
}
