package dev.warfront.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private static final byte[] SECRET = "the secret".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsSealedIsOpenedForItsPurposeOnly() {
        var sealed = TestSealer.SEALER.seal("key of a", SECRET);

        assertThat(TestSealer.SEALER.open("key of a", sealed)).isEqualTo(SECRET);
        assertThatIllegalStateException().isThrownBy(() -> TestSealer.SEALER.open("key of b", sealed));
    }

    @Test
    void theSameSecretIsNeverSealedAlike() {
        assertThat(TestSealer.SEALER.seal("a", SECRET)).isNotEqualTo(TestSealer.SEALER.seal("a", SECRET));
    }

    @Test
    void givenAChangedByte_nothingIsOpened() {
        var sealed = TestSealer.SEALER.seal("a", SECRET);
        sealed[20] ^= 1;

        assertThatIllegalStateException().isThrownBy(() -> TestSealer.SEALER.open("a", sealed));
        assertThatIllegalStateException().isThrownBy(() -> TestSealer.SEALER.open("a", new byte[5]));
    }

    @Test
    void givenAnotherKey_nothingIsOpened() {
        var other = Sealer.of(Base64.getEncoder().encodeToString(TestSealer.SEALER.derive("other", SECRET)));

        assertThatIllegalStateException()
                .isThrownBy(() -> other.open("a", TestSealer.SEALER.seal("a", SECRET)))
                .withMessageContaining("another encryption key");
    }

    @Test
    void whatIsDerivedFollowsFromPurposeAndInput() {
        var derived = TestSealer.SEALER.derive("a", SECRET);

        assertThat(derived).hasSize(32).isEqualTo(TestSealer.SEALER.derive("a", SECRET));
        assertThat(derived).isNotEqualTo(TestSealer.SEALER.derive("b", SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not base64 at all!",
                "c2hvcnQ=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", // zeros
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", // 0..31
                "Y2hhbmdlLW1lLWNoYW5nZS1tZS1jaGFuZ2UtbWUtMzI=", // a text
            })
    void givenAGuessableKey_thereIsNoSealer(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sealer.of(key));
    }
}
