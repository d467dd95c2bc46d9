package dev.warfront.territory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.territory.WorldRegions.Region;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldRegionsTest {
    private final WorldRegions regions =
            new WorldRegions(() -> List.of(in("south", "south.a"), in("north", "north.a"), in("south", "south.b")));

    private static AuthoredTerritory in(String region, String key) {
        return new AuthoredTerritory(
                key, key, TerritoryType.RESOURCE, region, new Location(0, 0, 0), 300, "ORE", 100, 1_080, Set.of());
    }

    @Test
    void givenAWorld_itsRegionsAreCounted_byName() {
        assertThat(regions.all()).containsExactly(new Region("north", 1), new Region("south", 2));
    }

    @Test
    void givenARegionOfTheWorld_itIsKnown_andNoOther() {
        assertThat(regions.isKnown("south")).isTrue();
        assertThat(regions.isKnown("South")).isFalse();
        assertThat(regions.isKnown("west")).isFalse();
    }
}
