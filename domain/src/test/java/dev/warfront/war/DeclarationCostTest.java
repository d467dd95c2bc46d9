package dev.warfront.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a declaration costs where the settings end.
class DeclarationCostTest {
    @ParameterizedTest
    @ValueSource(ints = {1_000_000, Integer.MAX_VALUE})
    void givenTheHighestSettings_theCostIsTheHighest(int growthBp) {
        assertThat(settings(1_000_000_000, growthBp, 1_000).cost(1_000, 1_000_000))
                .isEqualTo(1_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, Integer.MAX_VALUE})
    void givenTheLowestBase_theHighestGrowthEndsAtTheFactor(int growthBp) {
        assertThat(settings(1, growthBp, 1).cost(1_000, 1_000_000)).isOne();
    }

    private static WarSettings.Declare settings(long baseCost, int growthBp, int maxCostFactor) {
        return new WarSettings.Declare(
                0,
                0,
                0,
                Duration.ZERO,
                1,
                1,
                Duration.ZERO,
                1,
                0,
                true,
                baseCost,
                0,
                growthBp,
                growthBp,
                maxCostFactor,
                1);
    }
}
