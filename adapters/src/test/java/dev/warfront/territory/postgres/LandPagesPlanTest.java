package dev.warfront.territory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.postgres.OrderedPlans;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.WorldMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Pages of the map come out of an index, by name: nothing is sorted. That it is the one that fits the filter shows
/// where there is much land, in `ListsReadTest`.
class LandPagesPlanTest {
    private static final UUID OWNER = UUID.randomUUID();

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(new WorldMap.Filter(null, null, null, null), Map.of()),
                Arguments.of(new WorldMap.Filter(new ClanId(OWNER), null, null, null), Map.of("owner", OWNER)),
                Arguments.of(new WorldMap.Filter(null, TerritoryState.OWNED, null, null), Map.of()),
                Arguments.of(new WorldMap.Filter(null, null, TerritoryType.CAPITAL, null), Map.of()),
                Arguments.of(new WorldMap.Filter(null, null, null, "north"), Map.of("region", "north")),
                Arguments.of(
                        new WorldMap.Filter(null, null, TerritoryType.CAPITAL, "north"), Map.of("region", "north")));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageIsNotSorted(WorldMap.Filter filter, Map<String, Object> values) {
        for (var goesOn : new boolean[] {false, true}) {
            var bound = new HashMap<String, Object>(values);
            bound.put("limit", 51);
            if (goesOn) {
                bound.put("after", "Ashford");
            }

            var plan = OrderedPlans.of(PostgresWorldMap.pageSql(filter, goesOn), bound);

            assertThat(plan).contains("Index Scan").doesNotContain("Sort (").doesNotContain("Seq Scan");
        }
    }
}
