package dev.warfront.guild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildRefusal.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClanRegistrationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ash",
                "The Iron Crown",
                "Raven's Watch #2",
                "Żółw Łódź",
                "  padded  ",
                "1234567890123456789012345678901234567890123456789x"
            })
    void givenAProperName_thereIsNoFlaw(String name) {
        assertThat(new ClanRegistration(name, "AB1", "eu-west").violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "  a  ",
                "...",
                "a\u0000bc",
                "tab\tbed",
                "<script>",
                "12345678901234567890123456789012345678901234567890x"
            })
    void givenAnImproperName_itIsNamed(String name) {
        assertThat(new ClanRegistration(name, "AB1", "eu").violations())
                .extracting(Violation::field)
                .containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "A B", "A-B", "ABCDEFGHIJK"})
    void givenAnImproperTag_itIsNamed(String tag) {
        assertThat(new ClanRegistration("The Crown", tag, "eu").violations())
                .extracting(Violation::field)
                .containsExactly("tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "e u", "-eu", "123456789012345678901234567890123"})
    void givenAnImproperRegion_itIsNamed(String region) {
        assertThat(new ClanRegistration("The Crown", "AB", region).violations())
                .extracting(Violation::field)
                .containsExactly("region");
    }

    @ParameterizedTest
    @CsvSource({
        "The Iron Crown, the iron crown",
        "The Iron Crown, The-Iron  Crown!",
        "Cafe Noir, Café Noir",
        "Look Alike, L00k Alike",
        "Illusion, lllusion",
        "Ash Wolves, Аsh Wоlves",
    })
    void givenNamesThatLookAlike_theKeysAreEqual(String one, String other) {
        assertThat(new ClanRegistration(one, "AB", "eu").nameKey())
                .isEqualTo(new ClanRegistration(other, "AB", "eu").nameKey());
    }

    @ParameterizedTest
    @CsvSource({"Ash Wolves, Ash Wolf", "Clan 2, Clan 3", "Red, Reed"})
    void givenNamesThatDiffer_theKeysDiffer(String one, String other) {
        assertThat(new ClanRegistration(one, "AB", "eu").nameKey())
                .isNotEqualTo(new ClanRegistration(other, "AB", "eu").nameKey());
    }
}
