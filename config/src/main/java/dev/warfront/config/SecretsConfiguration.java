package dev.warfront.config;

import dev.warfront.kernel.crypto.Sealer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// The key that secrets are sealed with. It has no default: without one, or with a guessable one, nothing starts.
@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {
    private static final String KEY = "warfront.identity.encryption-key";

    @Bean
    Sealer sealer(Environment environment) {
        var key = environment.getProperty(KEY);
        if (key == null || key.isBlank()) {
            throw new IllegalStateException(KEY + " is not set; make one with: openssl rand -base64 32");
        }
        try {
            return Sealer.of(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(KEY + ": " + e.getMessage(), e);
        }
    }
}
