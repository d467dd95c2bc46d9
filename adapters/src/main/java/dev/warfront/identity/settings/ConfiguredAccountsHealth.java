package dev.warfront.identity.settings;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Up once the configured accounts are there: the program is not ready before they can log in. That the configured game
/// server was revoked is shown, and no
/// reason to be out of service: others may report battles.
@Component("identityHealthIndicator") // `identity` in the health of the program
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
