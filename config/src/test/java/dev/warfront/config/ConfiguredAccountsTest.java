package dev.warfront.config;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.InMemoryAccounts;
import dev.warfront.identity.InMemoryGameServers;
import dev.warfront.identity.InMemoryLoginFailures;
import dev.warfront.identity.InMemoryRefreshFamilies;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.outbox.InMemoryOutbox;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.mock.env.MockEnvironment;
import reactor.core.publisher.Mono;

/// Starts of the program with a configured administrator and game server.
class ConfiguredAccountsTest {
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final TestIdentity.UseCases identity = new TestIdentity.UseCases(
            new InMemoryAccounts(),
            new InMemoryRefreshFamilies(),
            new InMemoryLoginFailures(),
            new InMemoryGameServers(),
            new DerivedSecrets(TestSealer.SEALER),
            new TestIdentity.PlainPasswords(),
            outbox,
            new DirectTransactions(),
            new MutableClock(NOW),
            (_, _) -> Mono.empty(),
            (_, _) -> Mono.empty());
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("warfront.identity.admin.login", "admin")
            .withProperty("warfront.identity.admin.password", "a long password")
            .withProperty("warfront.identity.game-server.name", "first")
            .withProperty("warfront.identity.game-server.login", "game-server")
            .withProperty("warfront.identity.game-server.password", "another password")
            .withProperty("warfront.identity.game-server.signing-key", "ab".repeat(32));

    @Test
    void givenTheFirstStart_itIsOutOfServiceUntilTheAccountsAreThere() {
        var accounts = new ConfiguredAccounts(identity.firstAccounts, environment);

        assertThat(healthOf(accounts).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        accounts.run().blockLast(PATIENCE);

        assertThat(healthOf(accounts)).isEqualTo(Health.up().build());
    }

    @Test
    void givenTheGameServerWasRevoked_theNextStartIsUpAndSaysSo() {
        new ConfiguredAccounts(identity.firstAccounts, environment).run().blockLast(PATIENCE);
        var server = outbox.events(GameServerCreated.class).getFirst().server();
        identity.revokeServer.revoke(ADMIN, server, 1).block(PATIENCE);

        var accounts = new ConfiguredAccounts(identity.firstAccounts, environment);
        accounts.run().blockLast(PATIENCE);

        assertThat(healthOf(accounts))
                .isEqualTo(Health.up().withDetail("game_server", "REVOKED").build());
    }

    @Test
    void givenNoAccounts_nothingIsMade() {
        new ConfiguredAccounts(identity.firstAccounts, new MockEnvironment())
                .run()
                .blockLast(PATIENCE);

        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void givenHalfAConfiguration_nothingStarts() {
        environment.setProperty("warfront.identity.game-server.signing-key", "ab");

        assertThatIllegalStateException()
                .isThrownBy(() -> new ConfiguredAccounts(identity.firstAccounts, environment))
                .withMessageContaining("signing-key");
    }

    private static Health healthOf(ConfiguredAccounts accounts) {
        return new ConfiguredAccountsHealth(accounts).health();
    }
}
