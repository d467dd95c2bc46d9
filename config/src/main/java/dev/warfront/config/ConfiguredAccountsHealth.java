package dev.warfront.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up once the configured accounts are there. That the configured game server was revoked is shown, and no
/// reason to be out of service: others may report battles.
final class ConfiguredAccountsHealth implements HealthIndicator {
    private final ConfiguredAccounts accounts;

    ConfiguredAccountsHealth(ConfiguredAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Health health() {
        if (!accounts.areThere()) {
            return Health.outOfService().build();
        }
        return accounts.isGameServerRevoked()
                ? Health.up().withDetail("game_server", "REVOKED").build()
                : Health.up().build();
    }
}
