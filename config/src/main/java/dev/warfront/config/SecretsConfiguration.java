package dev.warfront.config;

import dev.warfront.kernel.crypto.Sealer;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// The key that secrets are sealed with, and others that only open. It has no default: without one, or with a guessable
/// one, nothing starts.
@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {
    private static final String KEY = "warfront.identity.encryption-key";
    private static final String OTHERS = "warfront.identity.other-encryption-keys";

    @Bean
    Sealer sealer(Environment environment) {
        var key = environment.getProperty(KEY);
        if (key == null || key.isBlank()) {
            throw new IllegalStateException(KEY + " is not set; make one with: openssl rand -base64 32");
        }
        try {
            return Sealer.of(key, others(environment));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(KEY + " or " + OTHERS + ": " + e.getMessage(), e);
        }
    }

    private static List<String> others(Environment environment) {
        return Arrays.stream(environment.getProperty(OTHERS, "").split(","))
                .filter(key -> !key.isBlank())
                .toList();
    }
}
