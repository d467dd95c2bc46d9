package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Controllers are tested behind the real security chain: every test client speaks to a server that listens.
class ControllerTestsTest {
    private static final Pattern BOUND = Pattern.compile("WebTestClient\\s*\\.\\s*bindTo(\\w+)");

    @Test
    void givenATestClient_itIsBoundToAServer() {
        var bound = Stream.of("domain", "adapters", "streams", "config", "app")
                .flatMap(module -> sources(Path.of("..", module, "src", "test", "java")))
                .flatMap(source -> BOUND.matcher(source).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(bound).hasSizeGreaterThan(1).containsOnly("Server");
    }

    private static Stream<String> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ControllerTestsTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
