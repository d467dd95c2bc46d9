package dev.warfront.territory.yaml;

import dev.warfront.territory.AuthoredTerritory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The world, read once when the program starts; with faults in it the program does not start.
@Component
final class YamlWorld implements AuthoredTerritory.Source {
    private final List<AuthoredTerritory> territories;

    /// Reads files on the thread that starts the program.
    YamlWorld(@Value("${warfront.world.files}") String files) throws IOException {
        var resources = new PathMatchingResourcePatternResolver().getResources(files);
        Arrays.sort(resources, Comparator.comparing(YamlWorld::nameOf));
        var world = new WorldFiles();
        for (var resource : resources) {
            world.read(nameOf(resource), resource.getContentAsString(StandardCharsets.UTF_8));
        }
        territories = world.world();
    }

    @Override
    public List<AuthoredTerritory> territories() {
        return territories;
    }

    private static String nameOf(Resource resource) {
        return "world/" + Objects.requireNonNullElse(resource.getFilename(), resource.getDescription());
    }
}
