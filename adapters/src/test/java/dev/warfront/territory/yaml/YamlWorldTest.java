package dev.warfront.territory.yaml;

import static dev.warfront.territory.TerritoryType.CAPITAL;
import static dev.warfront.territory.TerritoryType.RESOURCE;
import static dev.warfront.territory.TerritoryType.STRATEGIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warfront.territory.AuthoredTerritory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlWorldTest {
    /// The world of the program.
    private static final String WORLD = "file:../app/src/main/resources/world/*.yaml";

    @Test
    void givenTheProgramsWorld_itIsSound_andOfBelievableProportions() throws IOException {
        var world = new YamlWorld(WORLD).territories();

        var byType = world.stream().collect(Collectors.groupingBy(AuthoredTerritory::type, Collectors.counting()));
        assertThat(world).hasSizeGreaterThanOrEqualTo(72);
        assertThat(world.stream().map(AuthoredTerritory::region).distinct()).hasSize(3);
        assertThat(byType.get(RESOURCE)).isGreaterThan(byType.get(STRATEGIC));
        assertThat(byType.get(STRATEGIC)).isGreaterThan(byType.get(CAPITAL));
        assertThat(world)
                .allSatisfy(territory ->
                        assertThat(territory.neighbours()).as(territory.key()).hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void givenABadFile_theMessageNamesIt(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "region: n\n");

        assertThatExceptionOfType(BadWorld.class)
                .isThrownBy(() -> new YamlWorld("file:" + folder + "/*.yaml"))
                .withMessageContaining("world/bad.yaml:1:9 WLD-006")
                .withMessageContaining("world/bad.yaml:1:1 WLD-004 key \"territories\" is missing");
    }
}
