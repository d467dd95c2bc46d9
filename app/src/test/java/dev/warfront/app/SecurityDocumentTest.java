package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/security.md names a test that is there for each attack and for each target of fuzzing that it lists.
class SecurityDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("domain", "adapters", "streams", "config", "app");
    private static final Pattern TABLE = Pattern.compile("(?m)^\\|.*\\| Test \\|\\n\\|[-|]+\\n((?:\\|.*\\n)+)");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");

    @Test
    void eachAttackHasATest_andEachTestIsThere() throws IOException {
        var there = tests();

        assertThat(rows())
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(named(row)).isNotEmpty().isSubsetOf(there));
    }

    @Test
    void eachFuzzTestHasARow() throws IOException {
        var named = rows().stream().flatMap(row -> named(row).stream()).toList();

        assertThat(tests())
                .filteredOn(name -> name.endsWith("FuzzTest"))
                .isNotEmpty()
                .isSubsetOf(named);
    }

    private static List<String> rows() throws IOException {
        return TABLE.matcher(Files.readString(ROOT.resolve("docs").resolve("security.md")))
                .results()
                .flatMap(table -> table.group(1).lines())
                .toList();
    }

    /// The tests in its last cell.
    private static List<String> named(String row) {
        var cells = row.split("\\|", -1);
        return NAME.matcher(cells[cells.length - 2])
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    /// Names of all classes of tests.
    private static Set<String> tests() {
        return MODULES.stream()
                .map(module -> ROOT.resolve(Path.of(module, "src", "test", "java")))
                .flatMap(SecurityDocumentTest::files)
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }

    private static Stream<Path> files(Path folder) {
        try (var found = Files.walk(folder)) {
            return found.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
