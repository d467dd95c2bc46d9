package dev.warfront.territory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiegeDifficultyTest {
    @ParameterizedTest
    @CsvSource({
        "RESOURCE, 1, 0, 1",
        "STRATEGIC, 5, 5, 5",
        "CAPITAL, 10, 15, 10",
        "RESOURCE, 2, 1, 2", // 1.50
        "RESOURCE, 2, 0, 1", // 1.35
        "CAPITAL, 1, 0, 5",
    })
    void givenLevelAndImprovements_theDifficultyFollows(TerritoryType type, int level, int sum, int difficulty) {
        var improvements = new Improvements(Math.min(5, sum), Math.clamp(sum - 5, 0, 5), Math.max(0, sum - 10), 0);

        assertThat(SiegeDifficulty.of(type, level, improvements)).isEqualTo(difficulty);
    }
}
