package dev.warfront.territory.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warfront.territory.AuthoredTerritory;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldFilesTest {
    private static final String HEAD = """
            region: north
            territories:
            """;
    private static final String A = """
              - id: north.a
                name: Alpha
                type: resource
                location: { x: 10, y: -20.5, z: 3 }
                radius: 300
                resource: ore
                neighbours: [north.b]
            """;
    private static final String B = """
              - id: north.b
                name: Beta
                type: strategic
                location: { x: 11, y: 21, z: 3 }
                radius: 400
                resource: data
                yield: 55
                window: "20:15"
                neighbours: [north.a]
            """;

    private static List<AuthoredTerritory> read(String... texts) {
        var files = new WorldFiles();
        for (var i = 0; i < texts.length; i++) {
            files.read("world/" + (i + 1) + ".yaml", texts[i]);
        }
        return files.world();
    }

    /// The faults, one a line.
    private static List<String> faults(String... texts) {
        try {
            read(texts);
            return List.of();
        } catch (BadWorld bad) {
            return Objects.requireNonNull(bad.getMessage())
                    .lines()
                    .skip(1)
                    .map(String::strip)
                    .toList();
        }
    }

    @Test
    void givenAProperFile_itIsRead_withUsualYieldAndWindow() {
        assertThat(read(HEAD + A + B))
                .containsExactly(
                        new AuthoredTerritory(
                                "north.a",
                                "Alpha",
                                TerritoryType.RESOURCE,
                                "north",
                                new Location(10, -20.5, 3),
                                300,
                                "ORE",
                                100,
                                18 * 60,
                                Set.of("north.b")),
                        new AuthoredTerritory(
                                "north.b",
                                "Beta",
                                TerritoryType.STRATEGIC,
                                "north",
                                new Location(11, 21, 3),
                                400,
                                "DATA",
                                55,
                                20 * 60 + 15,
                                Set.of("north.a")));
    }

    @Test
    void givenBordersBetweenFiles_theyAreChecked() {
        assertThat(faults(HEAD + A, HEAD + B)).isEmpty();
        assertThat(faults(HEAD + A, HEAD + B.replace("[north.a]", "[]")))
                .containsExactly("world/1.yaml:9:17 TER-001 \"north.b\" does not name \"north.a\" in turn");
    }

    @Test
    void givenBrokenYaml_theFaultNamesThePlace() {
        assertThat(faults("region: north\nterritories: [\n"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("world/1.yaml:3:1 WLD-001");
        assertThat(faults("")).containsExactly("world/1.yaml:1:1 WLD-005 the file must be a mapping");
        assertThat(faults()).containsExactly("world:1:1 WLD-007 there are no territories");
    }

    @Test
    void givenAnUnknownKey_aLikelyOneIsProposed() {
        assertThat(faults(HEAD + A.replace("radius:", "radios:") + B))
                .containsExactly(
                        "world/1.yaml:3:5 WLD-004 key \"radius\" is missing",
                        "world/1.yaml:7:5 WLD-002 unknown key \"radios\" (did you mean \"radius\"?)");
        assertThat(faults(HEAD + A + "    colour: red\n" + B))
                .containsExactly("world/1.yaml:10:5 WLD-002 unknown key \"colour\"");
    }

    @Test
    void givenAKeyTwice_theSecondIsAFault() {
        assertThat(faults(HEAD + A + "    radius: 5\n" + B))
                .containsExactly("world/1.yaml:10:5 WLD-003 key \"radius\" is given twice");
    }

    @Test
    void givenWrongKinds_eachIsAFault() {
        assertThat(faults(HEAD
                        + A.replace("radius: 300", "radius: wide")
                                .replace("{ x: 10, y: -20.5, z: 3 }", "[10, 20]")
                                .replace("type: resource", "type: castle")
                        + B.replace("name: Beta", "name: [Beta]")))
                .containsExactly(
                        "world/1.yaml:5:11 WLD-006 type \"castle\" is none of [resource, strategic, capital]",
                        "world/1.yaml:6:15 WLD-005 location must be a mapping",
                        "world/1.yaml:7:13 WLD-005 radius \"wide\" is not a number",
                        "world/1.yaml:11:11 WLD-005 name must be a text");
    }

    @Test
    void givenValuesOutOfRange_eachIsAFault() {
        assertThat(faults(HEAD
                        + A.replace("x: 10", "x: 500000.5").replace("z: 3", "z: -1001")
                        + B.replace("20:15", "20:20").replace("yield: 55", "yield: -1")))
                .containsExactly(
                        "world/1.yaml:6:20 TER-003 x 500000.5: must be -500000..500000",
                        "world/1.yaml:6:43 TER-003 z -1001.0: must be -1000..10000",
                        "world/1.yaml:16:12 WLD-006 yield -1.0: must be 0..10000",
                        "world/1.yaml:17:13 WLD-006 window 20:20: must be a quarter of an hour as \"18:15\"");
    }

    @Test
    void givenFaultsOfEveryKind_allAreNamedAtOnce_inOrder() {
        var text = HEAD
                + A.replace("[north.b]", "[north.b, north.c]").replace("radius: 300", "radius: 0")
                + B.replace("type: strategic", "type: capital");

        assertThat(faults(text))
                .containsExactly(
                        "world/1.yaml:7:13 WLD-006 radius 0.0: must be 1..5000",
                        "world/1.yaml:9:17 TER-013 there is no territory \"north.c\"",
                        "world/1.yaml:18:17 TER-005 a capital borders on two territories or more");
    }

    @Test
    void givenATerritoryWithoutId_itsNeighboursAreNotBlamed() {
        assertThat(faults(HEAD + A.replace("id: north.a", "name2: x") + B))
                .containsExactly(
                        "world/1.yaml:3:5 WLD-002 unknown key \"name2\" (did you mean \"name\"?)",
                        "world/1.yaml:3:5 WLD-004 key \"id\" is missing");
    }

    @Test
    void givenABadWorld_theMessageCountsItsFaults() {
        assertThatExceptionOfType(BadWorld.class)
                .isThrownBy(() -> read(HEAD + A))
                .withMessageStartingWith("the world has 1 faults:\n  world/1.yaml:9:17 TER-013");
    }
}
