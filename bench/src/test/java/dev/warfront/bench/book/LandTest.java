package dev.warfront.bench.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandTest {

    @ParameterizedTest
    @CsvSource({
        "RESOURCE,   1,  0,  1",
        "RESOURCE,   2,  1,  2",
        "STRATEGIC,  5,  5,  5",
        "CAPITAL,   10, 15, 10",
    })
    void siegeDifficulty_isRoundedHalfUpWithinOneToTen(Land.Type type, int level, int fortifications, int difficulty) {
        assertThat(land(type, level, fortifications).siegeDifficulty()).isEqualTo(difficulty);
    }

    @ParameterizedTest
    @CsvSource({
        "RESOURCE,   1,  0,  200",
        "RESOURCE,   2,  1,  220",
        "STRATEGIC,  5,  5,  560",
        "CAPITAL,   10, 15, 1520",
    })
    void captureIsWorthWeightTimesDifficulty(Land.Type type, int level, int fortifications, long points) {
        assertThat(PointsTable.STANDARD.ofCapture(land(type, level, fortifications)))
                .isEqualTo(points);
    }

    @Test
    void givenAWinOfTheHolder_nothingIsCaptured() {
        var land = land(Land.Type.RESOURCE, 1, 0);
        var holders = new Holders(List.of(land));

        assertThat(holders.result(land.id(), Optional.of(Side.DEFENDER))).isFalse();
        assertThat(holders.result(land.id(), Optional.empty())).isFalse();
        assertThat(holders.captures()).isEmpty();
    }

    @Test
    void givenACapture_theHolderStays() {
        var land = land(Land.Type.RESOURCE, 1, 0);
        var holders = new Holders(List.of(land));

        assertThat(holders.result(land.id(), Optional.of(Side.ATTACKER))).isTrue();
        assertThat(holders.result(land.id(), Optional.of(Side.DEFENDER))).isFalse();
        assertThat(holders.captures()).containsExactly(new Capture(land, Side.ATTACKER));
    }

    private static Land land(Land.Type type, int level, int fortifications) {
        return new Land(UUID.randomUUID(), "Vale", type, level, fortifications);
    }
}
