package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/errors.md against the sources: what the program answers stands there, and what stands there is provoked by some
/// test that speaks HTTP.
class ErrorCodesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> MODULES = List.of("domain", "adapters", "streams", "config", "app");

    private static final Pattern DOCUMENTED = Pattern.compile("`([A-Z][A-Z0-9_]{3,})`");

    private static final Pattern ANSWERED =
            Pattern.compile("Problem\\s*\\.(?:with|of)\\(\\s*[\\w.]+,\\s*\"([A-Z][A-Z0-9_]{3,})\"");

    private static final Pattern QUOTED = Pattern.compile("\"([A-Z][A-Z0-9_]{3,})\"");

    /// Codes that no test over HTTP provokes yet: of races, of limits that take hundreds of players, of
    /// servers that are away. This list may only become shorter.
    private static final Set<String> NOT_PROVOKED =
            Set.of("BATTLE_CAPACITY_EXCEEDED", "DEPENDENCY_UNAVAILABLE", "INTERNAL_ERROR", "WAR_CAPACITY_EXCEEDED");

    @Test
    void whatIsAnswered_isDocumented() {
        var answered = codes(ANSWERED, sources("main", _ -> true));

        assertThat(answered).hasSizeGreaterThan(30);
        assertThat(documented()).containsAll(answered);
    }

    @Test
    void whatIsDocumented_isProvoked() {
        var provoked = codes(QUOTED, sources("test", ErrorCodesTest::speaksHttp));

        var missing = new TreeSet<>(documented());
        missing.removeAll(provoked);
        assertThat(missing).isEqualTo(new TreeSet<>(NOT_PROVOKED));
    }

    private static boolean speaksHttp(Path source) {
        return !source.endsWith("ErrorCodesTest.java")
                && (source.toString().contains("/http/")
                        || source.toString().contains("/packaged/")
                        || read(source).contains("WebTestClient"));
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

    private static Stream<Path> sources(String set, Predicate<Path> wanted) {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("src").resolve(set).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(ErrorCodesTest::javaIn)
                .filter(wanted);
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
