package dev.warfront.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The guide names each file of the contexts that it shows, and none that is not there.
class AddingAContextTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> ROOMS = List.of("domain", "adapters", "streams", "config");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");

    @ParameterizedTest
    @CsvSource({"guild, 3", "territory, 4"})
    void theTablesNameEachFileOfTheContext_andNoOther(String context, int column) throws IOException {
        assertThat(named(column)).isEqualTo(files(context));
    }

    @ParameterizedTest
    @CsvSource({"guild, 48", "territory, 48"})
    void aContextStaysSmall(String context, int filesMax) throws IOException {
        assertThat(files(context, "main")).hasSizeLessThanOrEqualTo(filesMax);
    }

    private static Set<String> named(int column) throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/adding-a-context.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.split("\\|", -1)[column])
                .flatMap(cell -> NAME.matcher(cell).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> files(String context) throws IOException {
        var all = files(context, "main");
        all.addAll(files(context, "test"));
        return all;
    }

    private static Set<String> files(String context, String scope) throws IOException {
        var found = new TreeSet<String>();
        for (var room : ROOMS) {
            var folder = ROOT.resolve(room).resolve("src").resolve(scope).resolve("java/dev/warfront/" + context);
            if (Files.isDirectory(folder)) {
                try (var paths = Files.walk(folder)) {
                    found.addAll(names(paths));
                }
            }
        }
        return found;
    }

    private static List<String> names(Stream<Path> paths) {
        return paths.map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .toList();
    }
}
