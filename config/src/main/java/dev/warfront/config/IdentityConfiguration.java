package dev.warfront.config;

import dev.warfront.identity.FirstAccounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Who is there before anybody could make them.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    ConfiguredAccounts configuredAccounts(FirstAccounts accounts, Environment environment) {
        return new ConfiguredAccounts(accounts, environment);
    }

    /// The program is not ready before they can log in.
    @Bean
    ConfiguredAccountsHealth identityHealthIndicator(ConfiguredAccounts accounts) {
        return new ConfiguredAccountsHealth(accounts);
    }
}
