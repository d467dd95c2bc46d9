package dev.warfront.identity.settings;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.identity.TestIdentity.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.warfront.identity.IdentityEvent.GameServerCreated;
import dev.warfront.identity.IdentityGame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.mock.env.MockEnvironment;

/// Starts of the program with a configured administrator and game server.
class ConfiguredAccountsTest {
    private static final String SERVER_PASSWORD = "warfront.identity.game-server.password";
    private static final String SIGNING_KEY = "warfront.identity.game-server.signing-key";

    private final IdentityGame identity = IdentityGame.inMemory();
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("warfront.identity.admin.login", "admin")
            .withProperty("warfront.identity.admin.password", "a long password")
            .withProperty("warfront.identity.game-server.name", "first")
            .withProperty("warfront.identity.game-server.login", "game-server")
            .withProperty(SERVER_PASSWORD, "2pYx0M3oPZ5qk9v1RrQm7TtW")
            .withProperty(SIGNING_KEY, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

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
        var server = identity.outbox.events(GameServerCreated.class).getFirst().server();
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

        assertThat(identity.outbox.events()).isEmpty();
    }

    @Test
    void givenHalfAConfiguration_nothingStarts() {
        environment.setProperty(SIGNING_KEY, "ab");

        assertThatIllegalStateException()
                .isThrownBy(() -> new ConfiguredAccounts(identity.firstAccounts, environment))
                .withMessageContaining("signing-key");
    }

    @ParameterizedTest
    @CsvSource({SERVER_PASSWORD + ", 2pYx0M3oPZ5qk9v1RrQm7Tt", "warfront.identity.admin.password, 123456789"})
    void givenAPasswordThatIsTooShort_nothingStarts(String setting, String password) {
        environment.setProperty(setting, password);

        assertThatIllegalStateException()
                .isThrownBy(() -> new ConfiguredAccounts(identity.firstAccounts, environment))
                .withMessageContaining(setting + " is shorter than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "abababababababababababababababababababababababababababababababab"
            })
    void givenASigningKeyThatAnybodyCouldGuess_nothingStarts(String key) {
        environment.setProperty(SIGNING_KEY, key);

        assertThatIllegalStateException()
                .isThrownBy(() -> new ConfiguredAccounts(identity.firstAccounts, environment))
                .withMessageContaining("signing-key is a sample");
    }

    private static Health healthOf(ConfiguredAccounts accounts) {
        return new ConfiguredAccountsHealth(accounts).health();
    }
}
