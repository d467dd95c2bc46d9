package dev.warfront.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up once the configured accounts are there.
final class ConfiguredAccountsHealth implements HealthIndicator {
    private final ConfiguredAccounts accounts;

    ConfiguredAccountsHealth(ConfiguredAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Health health() {
        return accounts.areThere() ? Health.up().build() : Health.outOfService().build();
    }
}
