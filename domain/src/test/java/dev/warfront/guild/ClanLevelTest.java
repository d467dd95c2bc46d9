package dev.warfront.guild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClanLevelTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "999, 1",
        "1000, 2",
        "4999, 2",
        "5000, 3",
        "13999, 3",
        "14000, 4",
        "328349999, 99",
        "328350000, 100",
        "9223372036854775807, 100",
    })
    void givenExperience_theLevelFollows(long experience, int level) {
        assertThat(ClanLevel.of(experience)).isEqualTo(level);
    }

    @Test
    void givenAnyLevel_thousandTimesItsSquareLeadsToTheNext() {
        for (var level = ClanLevel.MIN; level < ClanLevel.MAX; level++) {
            var step = ClanLevel.experienceAt(level + 1) - ClanLevel.experienceAt(level);
            assertThat(step).as("level %d", level).isEqualTo(1_000L * level * level);
            assertThat(ClanLevel.of(ClanLevel.experienceAt(level))).isEqualTo(level);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void givenALevelOutOfRange_itIsABug(int level) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClanLevel.experienceAt(level));
    }

    @ParameterizedTest
    @CsvSource({"1, 50", "9, 50", "10, 55", "19, 55", "99, 95", "100, 100"})
    void givenALevel_thePlacesFollow(int level, int places) {
        assertThat(TestGuild.RULES.membersAt(level)).isEqualTo(places);
    }
}
