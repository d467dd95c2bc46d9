package dev.warfront.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// How the image starts its JVM, as its Dockerfile says.
///
/// @param all of what stands behind `java`
record ImageFlags(List<String> all) {

    private static final Path DOCKERFILE = Path.of("..", "Dockerfile");

    private static final Pattern ENTRYPOINT = Pattern.compile("(?ms)^ENTRYPOINT \\[\"java\",(.*?)]");

    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"");

    /// What depends on where it runs: a test says it for itself.
    private static final List<String> OF_THE_PLACE = List.of("-XX:AOTCache=", "-XX:MaxRAMPercentage=");

    ImageFlags {
        all = List.copyOf(all);
    }

    static ImageFlags read() {
        try {
            var entrypoint = ENTRYPOINT.matcher(Files.readString(DOCKERFILE));
            if (!entrypoint.find()) {
                throw new IllegalStateException(DOCKERFILE + " starts no java");
            }
            return new ImageFlags(ARGUMENT.matcher(entrypoint.group(1))
                    .results()
                    .map(argument -> argument.group(1))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those that say how the JVM is to behave, wherever it runs.
    List<String> anywhere() {
        return all.stream()
                .filter(flag -> flag.startsWith("-XX:"))
                .filter(flag -> OF_THE_PLACE.stream().noneMatch(flag::startsWith))
                .toList();
    }
}
