package dev.warfront.territory;

import static dev.warfront.territory.TerritoryType.CAPITAL;
import static dev.warfront.territory.TerritoryType.RESOURCE;
import static dev.warfront.territory.TestLand.authored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.territory.WorldCheck.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldCheckTest {
    private static List<String> codes(AuthoredTerritory... world) {
        return WorldCheck.findings(List.of(world)).stream().map(Finding::code).toList();
    }

    @Test
    void givenASoundWorld_thereAreNoFindings() {
        assertThat(codes(
                        authored("w.a", CAPITAL, "w.b", "w.c"),
                        authored("w.b", RESOURCE, "w.a"),
                        authored("w.c", RESOURCE, "w.a")))
                .isEmpty();
    }

    @Test
    void givenABorderOnOneSideOnly_itIsFoundWhereItIsNamed() {
        assertThat(WorldCheck.findings(List.of(
                        authored("w.a", RESOURCE, "w.b", "w.c"),
                        authored("w.b", RESOURCE, "w.a"),
                        authored("w.c", RESOURCE))))
                .containsExactly(new Finding("TER-001", 0, "neighbours", "\"w.c\" does not name \"w.a\" in turn"));
    }

    @Test
    void givenAnIsland_eachOfItsTerritoriesIsFound() {
        assertThat(codes(
                        authored("w.a", RESOURCE, "w.b"),
                        authored("w.b", RESOURCE, "w.a"),
                        authored("w.x", RESOURCE, "w.y"),
                        authored("w.y", RESOURCE, "w.x")))
                .containsExactly("TER-002", "TER-002");
    }

    @Test
    void givenACapitalWithOneNeighbour_itIsFound() {
        assertThat(codes(authored("w.a", CAPITAL, "w.b"), authored("w.b", RESOURCE, "w.a")))
                .containsExactly("TER-005");
    }

    @Test
    void givenRepeatedIdsAndNames_theSecondIsFound() {
        assertThat(codes(
                        authored("w.a", RESOURCE, "w.b"),
                        authored("w.b", RESOURCE, "w.a"),
                        authored("w.a", RESOURCE, "w.b")))
                .containsExactly("TER-011", "TER-012");
    }

    @Test
    void givenUnknownOrOwnNeighbours_theyAreFound() {
        assertThat(codes(authored("w.a", RESOURCE, "w.a", "w.nowhere"))).containsExactly("TER-014", "TER-013");
    }

    @Test
    void givenManyFaults_allAreFoundAtOnce() {
        assertThat(codes(authored("w.a", CAPITAL, "w.z"), authored("w.b", CAPITAL)))
                .containsExactly("TER-013", "TER-005", "TER-005", "TER-002");
    }

    @Test
    void givenAKey_theIdIsTheSameEverywhere() {
        assertThat(AuthoredTerritory.idOf("ashfall.emberhold")).isEqualTo(AuthoredTerritory.idOf("ashfall.emberhold"));
        assertThat(AuthoredTerritory.idOf("ashfall.emberhold").value().version())
                .isEqualTo(5);
        assertThat(AuthoredTerritory.idOf("ashfall.emberhold"))
                .isNotEqualTo(AuthoredTerritory.idOf("ashfall.charwood"));
    }
}
