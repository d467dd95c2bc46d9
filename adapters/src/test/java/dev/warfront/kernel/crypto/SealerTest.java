package dev.warfront.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private static final String NEW_KEY = TestSealer.randomKey();
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
    void givenANewKey_theFormerOneStillOpens_andItAloneSealsAnew() {
        var former = TestSealer.SEALER.seal("a", SECRET);
        var changed = Sealer.of(NEW_KEY, List.of(TestSealer.KEY));

        assertThat(changed.open("a", former)).isEqualTo(SECRET);
        assertThat(former).startsWith(TestSealer.SEALER.prefix());
        assertThat(changed.prefix()).isNotEqualTo(TestSealer.SEALER.prefix());
        var anew = changed.seal("a", SECRET);
        assertThat(anew).startsWith(changed.prefix());
        assertThat(Sealer.of(NEW_KEY).open("a", anew)).isEqualTo(SECRET);
        assertThatIllegalStateException()
                .isThrownBy(() -> Sealer.of(NEW_KEY).open("a", former))
                .withMessageContaining("another encryption key");
    }

    @Test
    void givenAKeyThatIsOnlyKnownYet_whatANodeAheadSealedIsOpened() {
        var ahead = Sealer.of(NEW_KEY, List.of(TestSealer.KEY));
        var behind = Sealer.of(TestSealer.KEY, List.of(NEW_KEY));

        assertThat(behind.open("a", ahead.seal("a", SECRET))).isEqualTo(SECRET);
        assertThat(behind.deriveByEach("a", SECRET))
                .containsExactly(TestSealer.SEALER.derive("a", SECRET), ahead.derive("a", SECRET));
    }

    @Test
    void whatWasSealedBeforeKeysHadIds_isOpenedByWhicheverKeyItIs() {
        var sealed = withoutId(TestSealer.SEALER.seal("a", SECRET));

        assertThat(TestSealer.SEALER.open("a", sealed)).isEqualTo(SECRET);
        assertThat(Sealer.of(NEW_KEY, List.of(TestSealer.KEY)).open("a", sealed))
                .isEqualTo(SECRET);
        assertThatIllegalStateException().isThrownBy(() -> TestSealer.SEALER.open("b", sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> Sealer.of(NEW_KEY).open("a", sealed))
                .withMessageContaining("another encryption key");
    }

    /// A version, the nonce, and what was encrypted.
    private static byte[] withoutId(byte[] sealed) {
        var idBytes = TestSealer.SEALER.prefix().length - 1;
        var older = new byte[sealed.length - idBytes];
        older[0] = 1;
        System.arraycopy(sealed, 1 + idBytes, older, 1, older.length - 1);
        return older;
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
