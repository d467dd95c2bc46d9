package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/game-server.md and docs/viewer.md against docs/examples: what a page shows is what the examples run.
class SnippetsTest {
    private static final boolean WRITE = "write".equals(System.getProperty("snippets"));
    /// What is no snippet: what calls them, and what they are installed by.
    private static final List<String> BESIDES =
            List.of("README.md", "java/Main.java", "node/main.mjs", "node/package.json", "node/package-lock.json");

    @Test
    void givenAPage_itsSnippetsAreTheFilesOfTheExamples() throws IOException {
        var snippets = Snippet.files();
        if (WRITE) {
            write(snippets);
        }

        assertThat(snippets).hasSizeGreaterThan(20);
        assertThat(examples()).as("-Dsnippets=write writes them anew").isEqualTo(snippets);
    }

    @Test
    void givenCode_itHasTheNameOfAFile_whichIsRun() {
        assertThat(Snippet.all())
                .filteredOn(Snippet::isCode)
                .isNotEmpty()
                .allSatisfy(
                        code -> assertThat(code.name()).as("%s", code.text()).isNotEmpty());
    }

    private static void write(Map<Path, String> snippets) throws IOException {
        for (var each : snippets.entrySet()) {
            Files.createDirectories(each.getKey().getParent());
            Files.writeString(each.getKey(), each.getValue());
        }
    }

    private static Map<Path, String> examples() throws IOException {
        try (var files = Files.walk(Snippet.EXAMPLES)) {
            var found = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(file ->
                            !BESIDES.contains(Snippet.EXAMPLES.relativize(file).toString()))
                    .toList();
            return found.stream().collect(Collectors.toMap(file -> file, SnippetsTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
