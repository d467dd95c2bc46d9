package dev.warfront.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A fenced block of a page for those who build on the program: its language and, of one that is a part of a file, that
/// file's name. Blocks of one name make one file, in their order.
///
/// @param name empty for what is only shown
record Snippet(String language, String name, String text) {
    /// With `docs/examples`, where the files are.
    static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    static final Path EXAMPLES = DOCS.resolve("examples");

    private static final List<String> PAGES = List.of("game-server.md", "viewer.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)(?: name=(\\S+))?\\n(.*?)^```$");
    private static final Map<String, String> FOLDERS =
            Map.of("js", "node", "java", "java", "bash", "shell", "json", "json");

    /// All of both pages.
    static List<Snippet> all() {
        return PAGES.stream().flatMap(page -> of(page).stream()).toList();
    }

    private static List<Snippet> of(String page) {
        try {
            return BLOCK.matcher(Files.readString(DOCS.resolve(page)))
                    .results()
                    .map(block ->
                            new Snippet(block.group(1), block.group(2) == null ? "" : block.group(2), block.group(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files that they make, with their texts.
    static Map<Path, String> files() {
        return all().stream()
                .filter(each -> !each.name.isEmpty())
                .collect(Collectors.toMap(
                        Snippet::file, Snippet::text, (first, next) -> first + "\n" + next, LinkedHashMap::new));
    }

    private Path file() {
        return EXAMPLES.resolve(FOLDERS.getOrDefault(language, language)).resolve(name);
    }

    /// Of one that is only shown nothing is run.
    boolean isCode() {
        return !language.equals("json") && !language.equals("text");
    }
}
