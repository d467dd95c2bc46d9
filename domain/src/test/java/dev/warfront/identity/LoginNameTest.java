package dev.warfront.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "ab", "aaaaaaaaaaaaaaaaaaaaa", "_anna", "an na", "anna!", "an\u0000na", "<b>", "\u202eanna"})
    void givenTextThatIsNoLogin_thereIsNone(String text) {
        assertThat(LoginName.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "aaaaaaaaaaaaaaaaaaaa", "Анна", "anna.b-c_1", "李小龍"})
    void givenALogin_itIsKeptAsTyped(String text) {
        assertThat(LoginName.of(text)).hasValue(new LoginName(text));
    }

    @ParameterizedTest
    @CsvSource({"Anna, aNNA", "straße, STRASSE", "ａｎｎａ, Anna", "JOSE\u0301, josé", "ΟΔΟΣ, οδος"})
    void givenTheSameNameInOtherLetters_theyCompareAsOne(String one, String other) {
        assertThat(LoginName.of(one).orElseThrow().folded())
                .isEqualTo(LoginName.of(other).orElseThrow().folded());
    }

    @Test
    void givenOtherNames_theyDiffer() {
        assertThat(new LoginName("anna").folded()).isNotEqualTo(new LoginName("anne").folded());
    }
}
