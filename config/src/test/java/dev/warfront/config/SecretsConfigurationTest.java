package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.warfront.kernel.crypto.TestSealer;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class SecretsConfigurationTest {
    private final SecretsConfiguration configuration = new SecretsConfiguration();

    @Test
    void givenNoKey_theProgramDoesNotStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> configuration.sealer(new MockEnvironment()))
                .withMessageContaining("warfront.identity.encryption-key is not set");
    }

    @Test
    void givenAGuessableKey_theProgramDoesNotStart() {
        var environment = new MockEnvironment()
                .withProperty("warfront.identity.encryption-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        assertThatIllegalStateException()
                .isThrownBy(() -> configuration.sealer(environment))
                .withMessageContaining("sample");
    }

    @Test
    void givenOtherKeys_whatTheySealedIsOpened() {
        var environment = new MockEnvironment()
                .withProperty("warfront.identity.encryption-key", TestSealer.randomKey())
                .withProperty(
                        "warfront.identity.other-encryption-keys", TestSealer.KEY + ", " + TestSealer.randomKey());

        var sealed = TestSealer.SEALER.seal("a", new byte[] {1});

        assertThat(configuration.sealer(environment).open("a", sealed)).containsExactly(1);
    }

    @Test
    void givenAnotherKeyThatIsGuessable_theProgramDoesNotStart() {
        var environment = new MockEnvironment()
                .withProperty("warfront.identity.encryption-key", TestSealer.KEY)
                .withProperty(
                        "warfront.identity.other-encryption-keys", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        assertThatIllegalStateException()
                .isThrownBy(() -> configuration.sealer(environment))
                .withMessageContaining("other-encryption-keys");
    }

    @Test
    void givenARandomKey_itSeals() {
        var environment = new MockEnvironment().withProperty("warfront.identity.encryption-key", TestSealer.KEY);

        assertThat(configuration.sealer(environment)).isNotNull();
    }
}
