package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warfront.kernel.http.ObservedAnswers;
import dev.warfront.kernel.http.ObservedAnswers.Answered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/errors.md against the program: what it answers stands there, and what stands there was really answered to a
/// test
/// over HTTP.
class ErrorCodesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> MODULES = List.of("domain", "adapters", "streams", "config", "app");

    private static final Pattern DOCUMENTED = Pattern.compile("`([A-Z][A-Z0-9_]{3,})`");

    private static final Pattern ANSWERED =
            Pattern.compile("Problem\\s*\\.(?:with|of)\\(\\s*[\\w.]+,\\s*\"([A-Z][A-Z0-9_]{3,})\"");

    @Test
    void whatIsAnswered_isDocumented() {
        var answered = codes(ANSWERED, sources());

        assertThat(answered).hasSizeGreaterThan(30);
        assertThat(documented()).containsAll(answered);
    }

    /// Of this very build: the tests of the adapters have run before.
    @Test
    void whatIsDocumented_wasAnsweredToATest() {
        assumeTrue(ObservedAnswers.isOfAllTests(), "known after a run of all tests only");
        var seen = ObservedAnswers.of(ROOT.resolve("adapters")).stream()
                .filter(Answered::isProblem)
                .map(Answered::code)
                .collect(Collectors.toSet());

        assertThat(seen).containsAll(documented());
    }

    /// The codes in the second column of the tables.
    private static Set<String> documented() {
        var codes = new TreeSet<String>();
        read(ROOT.resolve("docs/errors.md"))
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[2])
                .forEach(cell -> codes.addAll(found(DOCUMENTED, cell)));
        assertThat(codes).hasSizeGreaterThan(50);
        return codes;
    }

    private static Set<String> codes(Pattern pattern, Stream<Path> sources) {
        return sources.flatMap(source -> found(pattern, read(source)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static Stream<Path> sources() {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(ErrorCodesTest::javaIn);
    }

    private static Stream<Path> javaIn(Path folder) {
        try (var walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".java")).toList().stream();
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
