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

    private static final Pattern CACHE = Pattern.compile("(?ms)^RUN ([A-Z_]+=.*?)[\\s\\\\]+java -XX:AOTCacheOutput=");

    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"");

    /// What depends on where it runs: a test says it for itself.
    private static final List<String> OF_THE_PLACE = List.of("-XX:AOTCache=", "-XX:MaxRAMPercentage=");

    ImageFlags {
        all = List.copyOf(all);
    }

    static ImageFlags read() {
        return new ImageFlags(ARGUMENT.matcher(found(ENTRYPOINT))
                .results()
                .map(argument -> argument.group(1))
                .toList());
    }

    /// What a shell sets for the start that leaves the image's cache of classes.
    static String settingsForCache() {
        return found(CACHE).replace("\\\n", "");
    }

    private static String found(Pattern part) {
        try {
            var matcher = part.matcher(Files.readString(DOCKERFILE));
            if (!matcher.find()) {
                throw new IllegalStateException(DOCKERFILE + " has nothing like " + part);
            }
            return matcher.group(1);
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
